namespace Xcs.Rewriting.Tests;

/// <summary>A whole state, kept to compare with, or to go back to.</summary>
internal sealed record NaiveCommit(List<NaiveWarp> Warps, int NodeTypes, int EdgeTypes, int Payloads)
{
    public static readonly NaiveCommit Nothing = new([], 0, 0, 0);
}

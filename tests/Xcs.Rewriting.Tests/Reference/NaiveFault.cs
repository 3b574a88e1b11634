namespace Xcs.Rewriting.Tests;

/// <summary>The tick fails: what the rules wrote does not fit.</summary>
internal sealed class NaiveFault(string kind, string place) : Exception($"{kind}: {place}")
{
    /// <summary>The name of a member of <see cref="Fault"/>.</summary>
    public string Kind { get; } = kind;
}

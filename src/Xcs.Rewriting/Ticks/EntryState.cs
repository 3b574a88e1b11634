namespace Xcs.Rewriting;

/// <summary>What has been decided on a candidate that matches.</summary>
internal enum EntryState : byte
{
    Admitted,
    Contested,
    Rejected,
}

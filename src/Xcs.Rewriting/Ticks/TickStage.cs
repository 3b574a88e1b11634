namespace Xcs.Rewriting;

/// <summary>The steps of a tick that run as units.</summary>
internal enum TickStage
{
    Match,
    Contest,
    Execute,
    ApplyRows,
    ApplyLinks,
    Affect,
    Hash,
    Settle,
}

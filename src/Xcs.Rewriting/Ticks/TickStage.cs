namespace Xcs.Rewriting;

/// <summary>The steps of a tick that run as units.</summary>
internal enum TickStage
{
    Match,
    Mark,
    Meet,
    Contest,
    Execute,
    ApplyRows,
    ApplyLinks,
    Affect,
    Hash,
    Settle,
}

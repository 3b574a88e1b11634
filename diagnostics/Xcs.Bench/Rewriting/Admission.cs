namespace Xcs.Bench;

/// <summary>Whether rewrites are admitted by footprint, or run as they come.</summary>
internal enum Admission
{
    On,
    Skipped,
}

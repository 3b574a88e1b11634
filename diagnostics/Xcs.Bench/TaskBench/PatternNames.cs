namespace Xcs.Bench;

internal static class PatternNames
{
    /// <summary>The name that Task Bench gives a pattern.</summary>
    public static string ToText(this DependencePattern pattern) => pattern switch
    {
        DependencePattern.Trivial => "trivial",
        DependencePattern.NoComm => "no_comm",
        DependencePattern.Stencil1D => "stencil_1d",
        DependencePattern.Stencil1DPeriodic => "stencil_1d_periodic",
        DependencePattern.Dom => "dom",
        DependencePattern.Tree => "tree",
        DependencePattern.Fft => "fft",
        DependencePattern.AllToAll => "all_to_all",
        DependencePattern.Nearest => "nearest",
        DependencePattern.Spread => "spread",
        _ => "random_nearest",
    };
}

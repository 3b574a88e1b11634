namespace Xcs.Diagnostics.Display;

/// <summary>Pictures as part of a page that somebody else made.</summary>
internal static class Figure
{
    /// <summary>The picture of a plan in a box of its own, which scrolls where the picture is wider than the page.</summary>
    public static string Of(ExecutionPlan plan) => $"<div style=\"overflow-x:auto\">{plan.ToSvg()}</div>";
}

using System.Globalization;
using System.Text;

namespace Xcs.Planning;

/// <summary>
/// The text form of a plan: <c>plan NAME: n nodes in w waves</c>, then costs, bounds and notes, a line a wave <c>wave k: %a name, %b name</c>
/// with <c>(group of m)</c> before its nodes where they may overlap, and the critical path.
/// </summary>
internal static class PlanText
{
    private const int LongestPathShown = 32;

    public static string Write(ExecutionPlan plan)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"plan {plan.Graph.Name}: {plan.Table.Order.Length} nodes in {plan.Waves.Count} waves, {plan.ParallelGroups.Count} parallel groups\n");
        text.Append(CultureInfo.InvariantCulture, $"  costs: {plan.CostTable.KnownCount} known, {plan.Table.Order.Length - plan.CostTable.KnownCount} assumed to be {Duration.Text(ExecutionPlan.AssumedCost)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  work T1 {Duration.Text(plan.Work)}, span T∞ {Duration.Text(plan.Span)}, at most {plan.MaxSpeedup:0.##} times faster\n");
        text.Append(CultureInfo.InvariantCulture, $"  bound: {Duration.Text(plan.Bound(2))} with 2 workers, {Duration.Text(plan.Bound(4))} with 4, {Duration.Text(plan.Bound(8))} with 8\n");
        foreach (var note in plan.Graph.Notes)
            text.Append(CultureInfo.InvariantCulture, $"  {note}\n");
        for (var wave = 0; wave < plan.Waves.Count; wave++)
            AppendWave(text, plan, wave);
        AppendPath(text, plan);
        return text.ToString();
    }

    private static void AppendWave(StringBuilder text, ExecutionPlan plan, int wave)
    {
        var nodes = plan.Table[wave];
        text.Append(CultureInfo.InvariantCulture, $"  wave {wave}: ");
        if (nodes.Length > 1)
            text.Append(CultureInfo.InvariantCulture, $"(group of {nodes.Length}) ");
        for (var k = 0; k < nodes.Length; k++)
            AppendNode(text, plan, nodes[k], k == 0 ? "" : ", ");
        text.Append('\n');
    }

    private static void AppendPath(StringBuilder text, ExecutionPlan plan)
    {
        var path = plan.Path.Nodes;
        if (path.Length == 0)
            return;

        text.Append("  critical path: ");
        var shown = path.Length > LongestPathShown ? LongestPathShown / 2 : path.Length;
        for (var k = 0; k < shown; k++)
            AppendNode(text, plan, path[k], k == 0 ? "" : " -> ");
        if (shown < path.Length)
            text.Append(CultureInfo.InvariantCulture, $" -> … {path.Length - (2 * shown)} more …");
        for (var k = Math.Max(shown, path.Length - shown); k < path.Length; k++)
            AppendNode(text, plan, path[k], " -> ");
        text.Append('\n');
    }

    private static void AppendNode(StringBuilder text, ExecutionPlan plan, int id, string separator) =>
        text.Append(CultureInfo.InvariantCulture, $"{separator}%{id} {plan.Graph.Operators[id].Name}");
}

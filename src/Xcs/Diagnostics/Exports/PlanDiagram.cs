using System.Globalization;
using Xcs.Planning;

namespace Xcs.Diagnostics.Exports;

/// <summary>Makes the diagram of a plan: a box a node with bodies inside where all of that can be seen at once, folded where it cannot.</summary>
internal static class PlanDiagram
{
    /// <summary>How many boxes a picture can show so that people can follow its edges.</summary>
    public const int MostBoxes = 200;

    public static Diagram Of(ExecutionPlan plan)
    {
        if (plan.Graph.NodeCount > MostBoxes)
            return new FoldedDiagram(plan).Make();
        return Unfolded(plan, showsBodies: CountBoxes(plan.Graph) <= MostBoxes);
    }

    /// <summary>Edges between the boxes of nodes, and how many of the graph's each stands for.</summary>
    public static List<DiagramEdge> Edges(ExecutionPlan plan, int[] boxOf)
    {
        var counts = new Dictionary<(int From, int To, bool IsOrder), int>();
        for (var id = 0; id < boxOf.Length; id++)
        {
            Count(plan.Graph.Inputs[id], id, isOrder: false);
            Count(plan.Graph.Ordering[id], id, isOrder: true);
        }

        var critical = new HashSet<(int From, int To)>();
        for (var k = 1; plan.HasKnownCosts && k < plan.Path.Nodes.Length; k++)
            critical.Add((boxOf[plan.Path.Nodes[k - 1]], boxOf[plan.Path.Nodes[k]]));
        return [.. counts.OrderBy(static edge => edge.Key).Select(edge =>
            new DiagramEdge(edge.Key.From, edge.Key.To, edge.Value, edge.Key.IsOrder, critical.Contains((edge.Key.From, edge.Key.To))))];

        void Count(ReadOnlySpan<int> earlier, int id, bool isOrder)
        {
            for (var k = 0; k < earlier.Length; k++)
            {
                var (from, to) = (boxOf[earlier[k]], boxOf[id]);
                if (from != to && !earlier[..k].Contains(earlier[k]))
                    counts[(from, to, isOrder)] = counts.GetValueOrDefault((from, to, isOrder)) + 1;
            }
        }
    }

    /// <summary>By node: whether it is on the critical path, where there is one to speak of.</summary>
    public static bool[] Critical(ExecutionPlan plan)
    {
        var critical = new bool[plan.Graph.NodeCount];
        if (plan.HasKnownCosts)
        {
            foreach (var node in plan.Path.Nodes)
                critical[node] = true;
        }

        return critical;
    }

    public static string Subtitle(ExecutionPlan plan, string folded = "")
    {
        var times = plan.HasKnownCosts ? $" · critical path {Duration.Text(plan.Span)}" : "";
        return $"{Counted(plan.Table.Order.Length, "node")} in {Counted(plan.Waves.Count, "wave")}{folded}{times}";
    }

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static int CountBoxes(DataflowGraph graph)
    {
        var count = graph.NodeCount;
        foreach (var node in graph.Operators)
        {
            for (var k = 0; k < node.Bodies.Count && count <= MostBoxes; k++)
                count += CountBoxes(node.Bodies[k]);
        }

        return count;
    }

    private static Diagram Unfolded(ExecutionPlan plan, bool showsBodies)
    {
        var (graph, critical) = (plan.Graph, Critical(plan));
        var firstWave = Array.Exists(graph.Operators, static node => node.IsGiven) ? 1 : 0;
        var boxes = new List<DiagramBox>();
        foreach (var node in graph.Nodes)
        {
            var bodies = showsBodies ? node.Operator.Bodies : [];
            var tip = node.Source.IsKnown ? $"{node} ({node.Source})" : node.ToString();
            boxes.Add(new DiagramBox(
                Math.Max(0, plan.Table.Levels[node.Id.Value] + firstWave),
                node.Operator.Name,
                Detail(plan, node, isFolded: bodies.Count < node.Operator.Bodies.Count),
                tip,
                node.Operator.Kind,
                critical[node.Id.Value],
                [.. bodies.Select(body => Unfolded(plan.OfBody(body), showsBodies: true))]));
        }

        var waves = Enumerable.Range(0, plan.Waves.Count).Select(static wave => string.Create(CultureInfo.InvariantCulture, $"wave {wave}"));
        return new Diagram(graph.Name, Subtitle(plan), firstWave > 0 ? ["", .. waves] : [.. waves], boxes, Edges(plan, [.. Enumerable.Range(0, graph.NodeCount)]));
    }

    private static string Detail(ExecutionPlan plan, Node node, bool isFolded)
    {
        var detail = node.Id.ToString();
        if (plan.CostTable.IsKnown[node.Id.Value])
            detail += $" · {Duration.Text(plan.CostTable.ByNode[node.Id.Value])}";
        if (isFolded)
            detail += $" · body of {Counted(node.Operator.Bodies.Sum(static body => body.NodeCount - body.ArgumentCount), "node")}";
        return detail;
    }
}

using System.Globalization;
using Xcs.Planning;

namespace Xcs.Diagnostics.Exports;

/// <summary>
/// The diagram of a graph with more nodes than can be seen: those of one operator in one wave share a box, with their number. Where that is
/// still too much, neighbouring waves share a column, and of many operators in a column the rarest share a box.
/// </summary>
internal sealed class FoldedDiagram
{
    private const int MostColumns = 16;
    private const int MostInColumn = 6;
    private const int MostEdges = 160;

    private readonly ExecutionPlan _plan;
    private readonly bool[] _critical;
    private readonly int _firstWave;
    private readonly int _wavesInColumn;
    private readonly int[] _boxOf;
    private readonly List<DiagramBox> _boxes = [];

    public FoldedDiagram(ExecutionPlan plan)
    {
        _plan = plan;
        _critical = PlanDiagram.Critical(plan);
        _boxOf = new int[plan.Graph.NodeCount];
        _firstWave = Array.Exists(plan.Graph.Operators, static node => node.IsGiven) ? 1 : 0;
        _wavesInColumn = Math.Max(1, (plan.Waves.Count + MostColumns - 1) / MostColumns);
    }

    public Diagram Make()
    {
        foreach (var column in Enumerable.Range(0, _boxOf.Length).GroupBy(ColumnOf).OrderBy(static column => column.Key))
        {
            // Ties keep the order of first appearance: both sorts are stable.
            var kinds = column.GroupBy(NameOf).OrderByDescending(static kind => kind.Count()).Select(static kind => kind.ToList()).ToList();
            var alone = kinds.Count <= MostInColumn ? kinds.Count : MostInColumn - 1;
            for (var k = 0; k < alone; k++)
                Fold(column.Key, NameOf(kinds[k][0]), kinds[k]);
            if (alone < kinds.Count)
                Fold(column.Key, Text($"{kinds.Count - alone} other operators"), [.. kinds.Skip(alone).SelectMany(static kind => kind).Order()]);
        }

        var edges = PlanDiagram.Edges(_plan, _boxOf);
        var heaviest = Heaviest(edges);
        var left = heaviest.Count < edges.Count ? Text($" · {edges.Count - heaviest.Count} of {edges.Count} thin edges left out") : "";
        return new Diagram(_plan.Graph.Name, PlanDiagram.Subtitle(_plan, " · folded by wave and operator" + left), Captions(), _boxes, heaviest);
    }

    // The critical ones, for each box the heaviest to it and from it, and as many of the others as a picture can hold.
    private static List<DiagramEdge> Heaviest(List<DiagramEdge> edges)
    {
        if (edges.Count <= MostEdges)
            return edges;
        var byCount = edges.OrderByDescending(static edge => edge.Count).ToList();
        var kept = byCount.Where(static edge => edge.IsCritical).Concat(byCount.DistinctBy(static edge => edge.To)).Concat(byCount.DistinctBy(static edge => edge.From)).ToHashSet();
        foreach (var edge in byCount.TakeWhile(_ => kept.Count < MostEdges))
            kept.Add(edge);
        return edges.FindAll(kept.Contains);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string NameOf(int id) => _plan.Graph.Operators[id].Name;

    private int ColumnOf(int id)
    {
        var level = _plan.Table.Levels[id];
        return level < 0 ? 0 : (level / _wavesInColumn) + _firstWave;
    }

    private void Fold(int column, string name, List<int> nodes)
    {
        foreach (var id in nodes)
            _boxOf[id] = _boxes.Count;
        var (first, last, kind) = (nodes[0], nodes[^1], _plan.Graph.Operators[nodes[0]].Kind);
        if (nodes.Exists(id => _plan.Graph.Operators[id].Kind != kind))
            kind = OperatorKind.Synchronous;
        var isGiven = kind is OperatorKind.Argument or OperatorKind.Constant;
        var count = nodes.Count == 1 ? Text($"%{first}") : Text($"× {nodes.Count:N0}");
        var time = nodes.TrueForAll(id => _plan.CostTable.IsKnown[id]) ? $" · Σ {Duration.Text(nodes.Sum(id => _plan.CostTable.ByNode[id]))}" : "";
        _boxes.Add(new DiagramBox(
            column,
            isGiven && nodes.Count > 1 ? $"{name} {count}" : name,
            count + time,
            nodes.Count == 1 ? Text($"%{first} {name}") : Text($"{name}: {nodes.Count} nodes from %{first} to %{last}"),
            kind,
            nodes.Exists(id => _critical[id]),
            []));
    }

    private List<string> Captions()
    {
        var captions = new List<string>();
        if (_firstWave > 0)
            captions.Add("");
        for (var wave = 0; wave < _plan.Waves.Count; wave += _wavesInColumn)
        {
            var last = Math.Min(wave + _wavesInColumn, _plan.Waves.Count) - 1;
            captions.Add(last == wave ? Text($"wave {wave}") : Text($"waves {wave}–{last}"));
        }

        return captions;
    }
}

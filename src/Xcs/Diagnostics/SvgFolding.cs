using System.Globalization;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>
/// Decides which nodes share a box. Small graphs have a box a node. Larger ones are folded by wave and operator, with counts; where that is
/// still too much to see, neighbouring waves share a column, and of many operators in a column the rarest share a box.
/// </summary>
internal sealed class SvgFolding
{
    private const int MostBoxes = 200;
    private const int MostColumns = 24;
    private const int MostInColumn = 8;

    private readonly ExecutionPlan _plan;
    private readonly bool[] _critical;
    private readonly bool _hasGiven;
    private readonly int _wavesInColumn;

    private SvgFolding(ExecutionPlan plan)
    {
        _plan = plan;
        _critical = new bool[plan.Graph.NodeCount];
        if (plan.HasKnownCosts)
        {
            foreach (var node in plan.Path.Nodes)
                _critical[node] = true;
        }

        _hasGiven = Array.Exists(plan.Graph.Operators, static node => node.IsGiven);
        var isSmall = plan.Graph.NodeCount <= MostBoxes;
        _wavesInColumn = isSmall || CountKinds() <= MostBoxes ? 1 : (plan.Waves.Count + MostColumns - 1) / MostColumns;
    }

    public static SvgDiagram Diagram(ExecutionPlan plan)
    {
        var folding = new SvgFolding(plan);
        var boxes = new List<SvgBox>();
        var boxOf = plan.Graph.NodeCount <= MostBoxes ? folding.BoxPerNode(boxes) : folding.BoxPerKind(boxes);
        return new SvgDiagram(folding.Title(), folding.Captions(), boxes, folding.Edges(boxOf));
    }

    private string Title()
    {
        var plan = _plan;
        var folded = plan.Graph.NodeCount > MostBoxes ? ", folded by wave and operator" : "";
        var times = plan.HasKnownCosts ? $"; T1 {Duration.Text(plan.Work)}, T∞ {Duration.Text(plan.Span)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{plan.Graph.Name}: {plan.Table.Order.Length} nodes in {plan.Waves.Count} waves{folded}{times}");
    }

    private List<string> Captions()
    {
        var captions = new List<string>();
        if (_hasGiven)
            captions.Add("given");
        for (var wave = 0; wave < _plan.Waves.Count; wave += _wavesInColumn)
        {
            var last = Math.Min(wave + _wavesInColumn, _plan.Waves.Count) - 1;
            captions.Add(last == wave ? $"wave {wave}" : $"waves {wave}–{last}");
        }

        return captions;
    }

    private int ColumnOf(int id)
    {
        var level = _plan.Table.Levels[id];
        return level < 0 ? 0 : (level / _wavesInColumn) + (_hasGiven ? 1 : 0);
    }

    private int CountKinds()
    {
        var kinds = new HashSet<(int Wave, string Name)>();
        for (var id = 0; id < _critical.Length && kinds.Count <= MostBoxes; id++)
            kinds.Add((_plan.Table.Levels[id], _plan.Graph.Operators[id].Name));
        return kinds.Count;
    }

    private int[] BoxPerNode(List<SvgBox> boxes)
    {
        for (var id = 0; id < _critical.Length; id++)
        {
            var node = _plan.Graph[new NodeId(id)];
            var cost = _plan.CostTable.IsKnown[id] ? $" · {Duration.Text(_plan.CostTable.ByNode[id])}" : "";
            boxes.Add(new SvgBox(ColumnOf(id), node.Operator.Name, node.Id + cost, $"{node}{(node.Source.IsKnown ? $" ({node.Source})" : "")}", node.Operator.Kind, _critical[id]));
        }

        return [.. Enumerable.Range(0, _critical.Length)];
    }

    private int[] BoxPerKind(List<SvgBox> boxes)
    {
        var boxOf = new int[_critical.Length];
        var byColumn = Enumerable.Range(0, _critical.Length).GroupBy(ColumnOf).OrderBy(static column => column.Key);
        foreach (var column in byColumn)
        {
            // Ties keep the order of first appearance: both sorts are stable.
            var kinds = column.GroupBy(id => _plan.Graph.Operators[id].Name).OrderByDescending(static kind => kind.Count()).Select(static kind => kind.ToList()).ToList();
            var alone = kinds.Count <= MostInColumn ? kinds.Count : MostInColumn - 1;
            for (var k = 0; k < alone; k++)
                Fold(boxes, boxOf, column.Key, _plan.Graph.Operators[kinds[k][0]].Name, kinds[k]);
            if (alone < kinds.Count)
                Fold(boxes, boxOf, column.Key, $"{kinds.Count - alone} other operators", [.. kinds.Skip(alone).SelectMany(static kind => kind)]);
        }

        return boxOf;
    }

    private void Fold(List<SvgBox> boxes, int[] boxOf, int column, string name, List<int> nodes)
    {
        foreach (var id in nodes)
            boxOf[id] = boxes.Count;
        boxes.Add(new SvgBox(column, name, nodes.Count == 1 ? $"%{nodes[0]}" : $"× {nodes.Count}", $"{name}: {nodes.Count} nodes from %{nodes.Min()} to %{nodes.Max()}",
            _plan.Graph.Operators[nodes[0]].Kind, nodes.Exists(id => _critical[id])));
    }

    private List<SvgEdge> Edges(int[] boxOf)
    {
        var counts = new Dictionary<(int From, int To, bool IsOrder), int>();
        for (var id = 0; id < boxOf.Length; id++)
        {
            Count(_plan.Graph.Inputs[id], id, isOrder: false);
            Count(_plan.Graph.Ordering[id], id, isOrder: true);
        }

        var critical = new HashSet<(int From, int To)>();
        for (var k = 1; k < _plan.Path.Nodes.Length && _plan.HasKnownCosts; k++)
            critical.Add((boxOf[_plan.Path.Nodes[k - 1]], boxOf[_plan.Path.Nodes[k]]));
        return [.. counts.OrderBy(static edge => edge.Key).Select(edge =>
            new SvgEdge(edge.Key.From, edge.Key.To, edge.Value, edge.Key.IsOrder, critical.Contains((edge.Key.From, edge.Key.To))))];

        void Count(ReadOnlySpan<int> earlier, int id, bool isOrder)
        {
            foreach (var node in earlier)
            {
                var edge = (boxOf[node], boxOf[id], isOrder);
                if (boxOf[node] != boxOf[id])
                    counts[edge] = counts.GetValueOrDefault(edge) + 1;
            }
        }
    }
}

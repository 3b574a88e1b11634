using System.Globalization;

namespace Xcs.Diagnostics.Exports;

/// <summary>
/// The diagram of a graph with more nodes than can be seen: those of one operator in one wave share a box, with their number. Where that is
/// still too much, neighbouring waves share a column, and of many operators in a column the rarest share a box.
/// </summary>
internal sealed class FoldedDiagram
{
    private const int MostColumns = 24;
    private const int MostInColumn = 8;

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
        _wavesInColumn = HasFewKinds() ? 1 : (plan.Waves.Count + MostColumns - 1) / MostColumns;
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

        return new Diagram(_plan.Graph.Name, PlanDiagram.Subtitle(_plan, " · folded by wave and operator"), Captions(), _boxes, PlanDiagram.Edges(_plan, _boxOf));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string NameOf(int id) => _plan.Graph.Operators[id].Name;

    private int ColumnOf(int id)
    {
        var level = _plan.Table.Levels[id];
        return level < 0 ? 0 : (level / _wavesInColumn) + _firstWave;
    }

    private bool HasFewKinds()
    {
        var kinds = new HashSet<(int Wave, string Name)>();
        for (var id = 0; id < _boxOf.Length && kinds.Count <= PlanDiagram.MostBoxes; id++)
            kinds.Add((_plan.Table.Levels[id], NameOf(id)));
        return kinds.Count <= PlanDiagram.MostBoxes;
    }

    private void Fold(int column, string name, List<int> nodes)
    {
        foreach (var id in nodes)
            _boxOf[id] = _boxes.Count;
        var (first, last) = (nodes[0], nodes[^1]);
        _boxes.Add(new DiagramBox(
            column,
            name,
            nodes.Count == 1 ? Text($"%{first}") : Text($"× {nodes.Count:N0}"),
            nodes.Count == 1 ? Text($"%{first} {name}") : Text($"{name}: {nodes.Count} nodes from %{first} to %{last}"),
            _plan.Graph.Operators[first].Kind,
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

using Xcs.Dataflow;

namespace Xcs.Optimization;

/// <summary>
/// A graph while passes work on it, in the numbering it came with: a node may get another operator, be replaced by an earlier node, or be
/// removed. Nodes at either end of an edge that the program declared are pinned: such an edge can carry order on behalf of other nodes.
/// </summary>
internal sealed class GraphEdit
{
    private readonly DataflowGraph _graph;
    private readonly int[] _stands;
    private readonly bool[] _removed;
    private readonly bool[] _pinned;
    private Operator[] _operators;

    public GraphEdit(DataflowGraph graph)
    {
        _graph = graph;
        _operators = graph.Operators;
        _stands = new int[graph.NodeCount];
        _removed = new bool[graph.NodeCount];
        _pinned = new bool[graph.NodeCount];
        for (var id = 0; id < _stands.Length; id++)
            _stands[id] = id;
        foreach (var (row, item) in graph.DeclaredOrder)
            _pinned[row] = _pinned[item] = true;
    }

    public DataflowGraph Graph => _graph;

    public int Count => _stands.Length;

    public int Result => StandFor(_graph.Result.Value);

    public PassNotes Notes { get; } = new();

    public bool IsChanged { get; private set; }

    public Operator Operator(int id) => _operators[id];

    public bool IsRemoved(int id) => _removed[id];

    /// <summary>Whether the node may be merged, folded or removed: it is there, not pinned, and a pure call or a constant.</summary>
    public bool IsFree(int id) => !_removed[id] && !_pinned[id] && (_operators[id].IsPure || _operators[id].Kind == OperatorKind.Constant);

    /// <summary>The node that gives the value of a node: itself, unless it was merged.</summary>
    public int StandFor(int id)
    {
        // At most one step for each time that calls were merged.
        while (_stands[id] != id)
            id = _stands[id];
        return id;
    }

    /// <summary>The inputs as the graph came with them: put each through <see cref="StandFor"/>. Calls that became constants have none.</summary>
    public ReadOnlySpan<int> InputsOf(int id) => _operators[id].IsGiven ? [] : _graph.Inputs[id];

    public void Replace(int id, Operator by)
    {
        if (ReferenceEquals(_operators, _graph.Operators))
            _operators = (Operator[])_operators.Clone();
        _operators[id] = by;
        IsChanged = true;
    }

    public void Merge(int id, int into)
    {
        _stands[id] = into;
        Remove(id);
    }

    public void Remove(int id)
    {
        _removed[id] = true;
        IsChanged = true;
    }

    /// <summary>The node in notes, in the numbering before the passes.</summary>
    public string Describe(int id)
    {
        var source = _graph.Sources[id];
        return source.IsKnown ? $"%{id} {_graph.Operators[id].Name} ({source})" : $"%{id} {_graph.Operators[id].Name}";
    }

    /// <summary>The edited graph, numbered densely in the same program order; the graph itself where nothing changed.</summary>
    public DataflowGraph ToGraph() => IsChanged || Notes.HasAny ? Build() : _graph;

    private DataflowGraph Build()
    {
        var (numbers, kept, inputCount) = Number();
        var operators = new Operator[kept];
        var sources = new SourceLocation[kept];
        var start = new int[kept + 1];
        var inputs = new int[inputCount];
        for (var id = 0; id < Count; id++)
        {
            if (_removed[id])
                continue;
            var number = numbers[id];
            operators[number] = _operators[id];
            sources[number] = _graph.Sources[id];
            var next = start[number];
            foreach (var input in InputsOf(id))
                inputs[next++] = numbers[StandFor(input)];
            start[number + 1] = next;
        }

        var order = _graph.DeclaredOrder.ConvertAll(edge => (numbers[edge.Row], numbers[edge.Item]));
        return new DataflowGraph(_graph.Name, operators, new Adjacency(start, inputs), order, sources, numbers[Result])
        {
            Notes = [.. _graph.Notes, .. Notes.Lines],
        };
    }

    private (int[] Numbers, int Kept, int InputCount) Number()
    {
        var numbers = new int[Count];
        var (kept, inputCount) = (0, 0);
        for (var id = 0; id < Count; id++)
        {
            if (_removed[id])
                continue;
            numbers[id] = kept++;
            inputCount += InputsOf(id).Length;
        }

        return (numbers, kept, inputCount);
    }
}

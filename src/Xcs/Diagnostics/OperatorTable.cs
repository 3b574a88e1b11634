namespace Xcs.Diagnostics;

/// <summary>The names of a graph's operators, those of units inside bodies included, each once, and how many nodes of the graph have them.</summary>
internal sealed class OperatorTable
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int> _nodes = [];
    private readonly int[] _ofNode;

    public OperatorTable(DataflowGraph graph)
    {
        _ofNode = new int[graph.NodeCount];
        for (var node = 0; node < _ofNode.Length; node++)
        {
            if (graph.Operators[node].IsGiven)
                continue;
            _ofNode[node] = Add(graph.Operators[node].Name);
            _nodes[_ofNode[node]]++;
        }

        AddExpanding(graph);
    }

    /// <summary>In program order of their first nodes.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many nodes of the graph have the operator; 0 where only bodies have it.</summary>
    public IReadOnlyList<int> Nodes => _nodes;

    /// <summary>The operator of a node of the graph.</summary>
    public int OfNode(int node) => _ofNode[node];

    /// <summary>An operator that expands into units, wherever it is.</summary>
    public int Of(Operator operation) => _indices[operation.Name];

    private void AddExpanding(DataflowGraph graph)
    {
        foreach (var operation in graph.Operators)
        {
            if (operation.Kind is OperatorKind.Control or OperatorKind.Units)
                Add(operation.Name);
            foreach (var body in operation.Bodies)
                AddExpanding(body);
        }
    }

    private int Add(string name)
    {
        if (_indices.TryGetValue(name, out var index))
            return index;
        _indices.Add(name, _names.Count);
        _names.Add(name);
        _nodes.Add(0);
        return _names.Count - 1;
    }
}

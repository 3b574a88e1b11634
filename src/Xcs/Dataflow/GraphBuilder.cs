using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Planning;

namespace Xcs;

/// <summary>
/// Makes a graph from nodes and edges, in any order of making: an edge may lead to a node that was added earlier. The ids that the builder
/// hands out count the nodes as they were added; <see cref="IdOf"/> gives their ids in the finished graph, where arguments come first and
/// the others follow in the order of adding as far as the edges allow. Not safe for use by several threads at once.
/// </summary>
public sealed class GraphBuilder
{
    private const int Unconnected = -1;
    private const int LongestCycleShown = 16;

    private readonly List<Operator> _operators = [];
    private readonly List<SourceLocation> _sources = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _start = [0];
    private readonly List<(int Row, int Item)> _after = [];
    private readonly Dictionary<(Delegate Operation, string? Name), Operator> _known = [];
    private readonly string _name;
    private int[]? _ids;

    /// <summary>Begins a graph.</summary>
    /// <param name="name">The name of the graph in texts and reports.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a line break or another control character.</exception>
    public GraphBuilder(string name = "graph")
    {
        RequireName(name);
        _name = name;
    }

    /// <summary>The number of nodes so far.</summary>
    public int NodeCount => _operators.Count;

    /// <summary>Adds a value that the caller of the graph gives. Arguments are the function's parameters in the order of adding.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a line break or another control character.</exception>
    /// <exception cref="GraphException">The graph is built already.</exception>
    public NodeId Argument<T>(string name)
    {
        RequireName(name);
        return Add(new ArgumentOperator<T>(name), default);
    }

    /// <summary>Adds a fixed value.</summary>
    /// <exception cref="GraphException">The graph is built already.</exception>
    public NodeId Constant<T>(T value) => Add(new ConstantOperator<T>(value), default);

    /// <summary>
    /// Adds a call. Its inputs are the parameters of the delegate, each to be connected once. Tasks are unwrapped: the node's value is that of
    /// the task. The method's <see cref="OperatorAttribute"/> says what may be assumed of it.
    /// </summary>
    /// <param name="operation">The call, of at most 8 parameters; its exceptions surface from the run.</param>
    /// <param name="name">The operator's name; where it is null, the declared one or the method's own.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="GraphException">The delegate cannot be an operator, or the graph is built already.</exception>
    public NodeId Add(Delegate operation, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var source = new SourceLocation(file, line);
        if (!_known.TryGetValue((operation, name), out var node))
            _known.Add((operation, name), node = GraphBuilderOperators.Create(operation, name, source));
        return Add(node, source);
    }

    /// <summary>Adds a node that collects the results of others in a new array.</summary>
    /// <param name="items">The items, in order; there may be none.</param>
    /// <exception cref="GraphException">An item is no node of this builder or gives another type, or the graph is built already.</exception>
    public NodeId Gather<T>(params ReadOnlySpan<NodeId> items)
    {
        RequireOpen();
        foreach (var item in items)
        {
            RequireNode(item);
            var given = _operators[item.Value].ResultType;
            if (!GraphVerifier.Fits(given, typeof(T)))
                throw Refuse(item, $"it gives {TypeNames.Of(given)}, but is to be gathered as {TypeNames.Of(typeof(T))}", "Gather nodes of one type.");
        }

        var node = Add(new ArrayOperator<T>(items.Length), default);
        for (var k = 0; k < items.Length; k++)
            Connect(items[k], node, k);
        return node;
    }

    /// <summary>Makes the result of a node the input of another.</summary>
    /// <param name="from">The node whose result it is.</param>
    /// <param name="to">The node that reads it.</param>
    /// <param name="parameter">Which parameter of the operator, from 0 on.</param>
    /// <exception cref="GraphException">A node or parameter does not exist, is connected already or has another type, or the graph is built already.</exception>
    public void Connect(NodeId from, NodeId to, int parameter)
    {
        RequireOpen();
        RequireNode(from);
        RequireNode(to);
        var declared = _operators[to.Value].InputTypes;
        if (parameter < 0 || parameter >= declared.Count)
            throw Refuse(to, $"it has no parameter {parameter}, but {declared.Count} of them", "Count parameters from 0.");

        var place = _start[to.Value] + parameter;
        if (_inputs[place] != Unconnected)
        {
            throw Refuse(to, $"parameter {parameter} is connected to {Describe(_inputs[place])} already and cannot be connected to {Describe(from.Value)} as well",
                "Connect one node to each parameter; use Gather for many.");
        }

        var given = _operators[from.Value].ResultType;
        if (!GraphVerifier.Fits(given, declared[parameter]))
        {
            throw Refuse(to, $"parameter {parameter} is declared {TypeNames.Of(declared[parameter])}, but {Describe(from.Value)} gives {TypeNames.Of(given)}",
                "Connect a node of the declared type, or convert with a node between the two.");
        }

        _inputs[place] = from.Value;
    }

    /// <summary>Lets a node start only when another has finished, without passing a value.</summary>
    /// <exception cref="GraphException">One of the two does not exist or is a value that does not run, or the graph is built already.</exception>
    public void After(NodeId before, NodeId after)
    {
        RequireOpen();
        RequireCall(before);
        RequireCall(after);
        _after.Add((after.Value, before.Value));
    }

    /// <summary>Makes the graph and closes the builder. Where it throws, the builder stays open and the graph can be mended.</summary>
    /// <param name="result">The node whose result is the graph's.</param>
    /// <remarks>O(V+E), and O((V+E) log V) where nodes must change places.</remarks>
    /// <exception cref="GraphException">Nodes wait for each other in a cycle, a parameter has no node, the result does not exist, or the graph is built already.</exception>
    public DataflowGraph Build(NodeId result)
    {
        RequireOpen();
        RequireNode(result);
        RequireConnected();

        var inputs = new Adjacency([.. _start], [.. _inputs]);
        var predecessors = _after.Count == 0 ? inputs : Dependents.Merge(inputs, Adjacency.FromPairs(NodeCount, _after));
        var order = GraphBuilderOrder.Sort(predecessors, _operators);
        if (order.Length < NodeCount)
            throw RefuseCycle(GraphBuilderCycle.Find(predecessors, order));

        var buffer = new GraphBuffer();
        for (var id = 0; id < NodeCount; id++)
            buffer.Add(_operators[id], inputs[id], _sources[id]);
        foreach (var (row, item) in _after)
            buffer.AddAfter(row, item);

        var graph = buffer.ToGraph(_name, order, result.Value);
        _ids = new int[NodeCount];
        for (var position = 0; position < order.Length; position++)
            _ids[order[position]] = position;
        return graph;
    }

    /// <summary>The id in the finished graph of a node of this builder.</summary>
    /// <exception cref="GraphException">The node does not exist, or the graph is not built yet.</exception>
    public NodeId IdOf(NodeId node)
    {
        RequireNode(node);
        return _ids is { } ids ? new NodeId(ids[node.Value]) : throw new GraphException("the graph is not built yet", "Ask for ids after Build.", _name);
    }

    private NodeId Add(Operator node, SourceLocation source)
    {
        RequireOpen();
        _operators.Add(node);
        _sources.Add(source);
        for (var k = 0; k < node.InputTypes.Count; k++)
            _inputs.Add(Unconnected);
        _start.Add(_inputs.Count);
        return new NodeId(NodeCount - 1);
    }

    private static void RequireName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!TextForm.IsOneLine(name))
            throw new ArgumentException("It holds a line break or another control character, and texts have a line a node. Write it on one line.", nameof(name));
    }

    private void RequireOpen()
    {
        if (_ids is not null)
            throw new GraphException("the graph is built already and does not change", "Add everything before Build, or use another builder.", _name);
    }

    private void RequireNode(NodeId node)
    {
        if (node.Value < 0 || node.Value >= NodeCount)
            throw new GraphException($"{node} is none of its {NodeCount} nodes", "Use ids that this builder gave.", _name);
    }

    private void RequireCall(NodeId node)
    {
        RequireNode(node);
        if (_operators[node.Value].IsGiven)
            throw Refuse(node, "it is there before the run and cannot be ordered", "Give After nodes that run.");
    }

    private void RequireConnected()
    {
        var place = _inputs.IndexOf(Unconnected);
        if (place < 0)
            return;
        var node = 0;
        while (_start[node + 1] <= place)
            node++;
        var parameter = place - _start[node];
        var others = _inputs.Count(static input => input == Unconnected) - 1;
        throw Refuse(new NodeId(node), $"parameter {parameter} of type {TypeNames.Of(_operators[node].InputTypes[parameter])} has no node{(others > 0 ? $", and so have {others} more" : "")}",
            "Connect one node to each parameter.");
    }

    private GraphException RefuseCycle(int[] cycle)
    {
        var names = cycle.Take(LongestCycleShown).Select(Describe);
        var rest = cycle.Length > LongestCycleShown ? $"… {cycle.Length - LongestCycleShown} more … -> " : "";
        return new GraphException($"nodes wait for each other in a cycle: {string.Join(" -> ", names)} -> {rest}{Describe(cycle[0])}",
            "Take out one of these edges; loops are nodes of their own, made with Graph.While.", _name, _sources[cycle[0]]);
    }

    private string Describe(int node) => $"{new NodeId(node)} {_operators[node].Name}";

    private GraphException Refuse(NodeId node, string rule, string mend) => new(rule, mend, Describe(node.Value), _sources[node.Value]);
}

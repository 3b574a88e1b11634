using Xcs.Compilation;
using Xcs.Dataflow;
using Xcs.Diagnostics;
using Xcs.Diagnostics.Display;
using Xcs.Execution;
using Xcs.Planning;

namespace Xcs;

/// <summary>
/// A program as a directed acyclic graph of operators. Immutable and safe for use by many threads. Nodes are numbered in program order:
/// running them one by one in that order is the sequential program that every run must agree with.
/// </summary>
[TypeFormatterSource(typeof(GraphDisplay))]
public sealed partial class DataflowGraph
{
    private SequentialProgram? _sequential;
    private UnitGraph? _units;
    private UnitGraph? _serialUnits;
    private WaveTable? _waves;
    private OperatorTable? _operatorTable;
    private bool? _isParallel;

    internal DataflowGraph(string name, Operator[] operators, Adjacency inputs, List<(int Row, int Item)> after, SourceLocation[] sources, int result)
    {
        Name = name;
        Operators = operators;
        Inputs = inputs;
        Sources = sources;
        Result = new NodeId(result);
        ArgumentCount = operators.Count(static node => node.Kind == OperatorKind.Argument);
        GraphVerifier.Verify(this, after);
        Ordering = EffectOrdering.Of(operators, inputs, after);
        DeclaredOrder = after;
        MayWait = operators.Any(static node => node.MayWait);
        ReadsToken = operators.Any(static node => node.ReadsToken);
    }

    /// <summary>The name of the function that the graph was traced from.</summary>
    public string Name { get; }

    /// <summary>The number of nodes, arguments and constants included.</summary>
    public int NodeCount => Operators.Length;

    /// <summary>The node whose result is the graph's.</summary>
    public NodeId Result { get; }

    /// <summary>The nodes in program order.</summary>
    public IEnumerable<Node> Nodes
    {
        get
        {
            for (var id = 0; id < NodeCount; id++)
                yield return new Node(this, new NodeId(id));
        }
    }

    /// <summary>The node with an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The graph has no such node.</exception>
    public Node this[NodeId id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id.Value, nameof(id));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id.Value, NodeCount, nameof(id));
            return new Node(this, id);
        }
    }

    internal Operator[] Operators { get; }

    /// <summary>Arguments are the first nodes, in the order of the function's parameters; captured values of an enclosing graph follow.</summary>
    internal int ArgumentCount { get; }

    internal Adjacency Inputs { get; }

    internal Adjacency Ordering { get; }

    /// <summary>The part of <see cref="Ordering"/> that was asked for edge by edge and does not follow from effects.</summary>
    internal List<(int Row, int Item)> DeclaredOrder { get; }

    internal SourceLocation[] Sources { get; }

    /// <summary>Whether a run may have to wait for something that no worker computes.</summary>
    internal bool MayWait { get; }

    /// <summary>Whether a node, or one in a body, reads the run's token.</summary>
    internal bool ReadsToken { get; }

    /// <summary>What the passes did to the graph, for <c>Explain()</c>.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The nodes one by one in program order; made on first use, shared by all runs.</summary>
    internal SequentialProgram Sequential => _sequential ??= new SequentialProgram(this);

    /// <summary>The units of a parallel run where no costs are known.</summary>
    internal UnitGraph Units => _units ??= Clustering.Chains(this);

    /// <summary>The units of a run that is strictly sequential, but must not block a thread.</summary>
    internal UnitGraph SerialUnits => _serialUnits ??= Clustering.Serial(this);

    /// <summary>The waves.</summary>
    internal WaveTable Waves => _waves ??= WaveTable.Of(this);

    /// <summary>The names of the operators and how often they occur.</summary>
    internal OperatorTable OperatorTable => _operatorTable ??= new OperatorTable(this);

    /// <summary>Whether there is something in the graph that a parallel run could overlap.</summary>
    internal bool IsParallel => _isParallel ??= MayWait || ReadsToken || Units.Width > 1 || Array.Exists(Units.Kinds, static kind => kind == UnitKind.Suspending);

    /// <summary>The graph as text, one node a line in program order; the same program gives the same text.</summary>
    public string ToText() => GraphText.Write(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {NodeCount} nodes";
}

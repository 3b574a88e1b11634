using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Xcs.Dataflow;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>
/// What a parallel run executes: nodes grouped into units, units in waves, and what each unit makes ready. Immutable and shared by all
/// runs. Nodes of a unit are neighbours in <see cref="Order"/>, units of a wave are neighbours too.
/// </summary>
internal sealed class UnitGraph
{
    private readonly FrameLayout _layout;

    public UnitGraph(DataflowGraph graph)
    {
        Graph = graph;
        _layout = new FrameLayout(graph);
        HasWaitingBodies = Array.Exists(graph.Operators, static node => node.Bodies.Count > 0 && node.MayWait);
    }

    [SetsRequiredMembers]
    private UnitGraph(UnitGraph other, UnitCode code)
    {
        (Graph, _layout, Code, HasWaitingBodies) = (other.Graph, other._layout, code, other.HasWaitingBodies);
        (Order, Inputs, StretchEnd, AreNeighbours) = (other.Order, other.Inputs, other.StretchEnd, other.AreNeighbours);
        (UnitStart, FirstNode, Successors, Waits) = (other.UnitStart, other.FirstNode, other.Successors, other.Waits);
        (WaveStart, ExitCount, Tokens, Kinds, Width) = (other.WaveStart, other.ExitCount, other.Tokens, other.Kinds, other.Width);
    }

    public DataflowGraph Graph { get; }

    public int UnitCount => UnitStart.Length - 1;

    /// <summary>
    /// The nodes, unit after unit; given values are left out. Nodes of a unit are in program order, but for stretches where nobody can tell
    /// (<see cref="StretchOrder"/>).
    /// </summary>
    public required int[] Order { get; init; }

    /// <summary>The inputs of the nodes, by place in <see cref="Order"/>.</summary>
    public required Adjacency Inputs { get; init; }

    /// <summary>For each place the end of the stretch of nodes with one operator that it lies in; stretches end with their unit.</summary>
    public required int[] StretchEnd { get; init; }

    /// <summary>For each place whether the numbers of the nodes of its stretch follow each other.</summary>
    public required bool[] AreNeighbours { get; init; }

    /// <summary>Unit u has the places from UnitStart[u] to UnitStart[u + 1].</summary>
    public required int[] UnitStart { get; init; }

    /// <summary>The first node of each unit in program order.</summary>
    public required int[] FirstNode { get; init; }

    /// <summary>The units that wait for a unit.</summary>
    public required Adjacency Successors { get; init; }

    /// <summary>For how many units each unit waits.</summary>
    public required int[] Waits { get; init; }

    /// <summary>Wave w has the units from WaveStart[w] to WaveStart[w + 1].</summary>
    public required int[] WaveStart { get; init; }

    /// <summary>How many units nobody waits for: the graph is done when they are.</summary>
    public required int ExitCount { get; init; }

    /// <summary>For nodes that read the run's token: the node, and its first reader in program order.</summary>
    public required (int Node, int FirstReader)[] Tokens { get; init; }

    /// <summary>Whether there are control nodes whose bodies may wait for something outside.</summary>
    public bool HasWaitingBodies { get; }

    /// <summary>The most units that one wave has.</summary>
    public required int Width { get; init; }

    public Operator OperatorAt(int place) => Graph.Operators[Order[place]];

    /// <summary>The unit of each node; -1 for given values.</summary>
    public int[] UnitOfNodes()
    {
        var unitOf = new int[Graph.NodeCount];
        Array.Fill(unitOf, -1);
        for (var unit = 0; unit < UnitCount; unit++)
        {
            for (var place = UnitStart[unit]; place < UnitStart[unit + 1]; place++)
                unitOf[Order[place]] = unit;
        }

        return unitOf;
    }

    public Frame CreateFrame() => _layout.Create();

    /// <summary>How each unit runs.</summary>
    public required UnitKind[] Kinds { get; init; }

    /// <summary>What is compiled; null while nodes run one by one.</summary>
    public UnitCode? Code { get; init; }

    /// <summary>The same units with compiled code.</summary>
    public UnitGraph With(UnitCode code) => new(this, code);

    /// <summary>Runs a plain unit; <paramref name="place"/> is where it stands, also when an operator throws.</summary>
    /// <exception cref="OperationCanceledException">The run's token was cancelled before a node; not looked at inside a brief unit that is compiled.</exception>
    public void Execute(Frame frame, int unit, ref int place)
    {
        var cancellationToken = frame.Context.CancellationToken;
        if (Code is { } code && (code.IsBrief[unit] || !cancellationToken.CanBeCanceled))
        {
            if (code.Bodies[unit] is { } body)
                body(frame, ref place);
            else
                ExecuteStretches(frame, unit, ref place, code);
            return;
        }

        var operators = Graph.Operators;
        for (var end = UnitStart[unit + 1]; place < end; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            operators[Order[place]].Execute(frame, Inputs[place], Order[place]);
        }
    }

    private void ExecuteStretches(Frame frame, int unit, ref int place, UnitCode code)
    {
        for (var end = UnitStart[unit + 1]; place < end;)
        {
            var stretchEnd = StretchEnd[place];
            var node = OperatorAt(place);
            if (stretchEnd - place >= UnitCode.ShortestLoop && code.Kernels.TryGetValue(node, out var kernel))
            {
                kernel(frame, Order, Inputs.Items, Inputs.Start[place], AreNeighbours[place], ref place, stretchEnd);
                continue;
            }

            for (; place < stretchEnd; place++)
                node.Execute(frame, Inputs[place], Order[place]);
        }
    }

    /// <summary>The same, noting what it costs.</summary>
    public void ExecuteMeasured(Frame frame, int unit, ref int place, CostProfile profile)
    {
        var started = Stopwatch.GetTimestamp();
        if (profile.IsByUnit)
        {
            Execute(frame, unit, ref place);
            profile.Add(unit, Stopwatch.GetTimestamp() - started);
            return;
        }

        for (var end = UnitStart[unit + 1]; place < end; place++)
        {
            frame.Context.CancellationToken.ThrowIfCancellationRequested();
            OperatorAt(place).Execute(frame, Inputs[place], Order[place]);
            var now = Stopwatch.GetTimestamp();
            profile.Add(Order[place], now - started);
            started = now;
        }
    }
}

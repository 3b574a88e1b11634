using System.Runtime.InteropServices;

namespace Xcs;

/// <summary>One node of a graph: a view that holds no data of its own.</summary>
public readonly struct Node
{
    private readonly DataflowGraph _graph;

    internal Node(DataflowGraph graph, NodeId id)
    {
        _graph = graph;
        Id = id;
    }

    /// <summary>The node's place in program order.</summary>
    public NodeId Id { get; }

    /// <summary>What the node computes.</summary>
    public Operator Operator => _graph.Operators[Id.Value];

    /// <summary>The nodes whose results are the inputs, in the order of the operator's parameters.</summary>
    public ReadOnlySpan<NodeId> Inputs => MemoryMarshal.Cast<int, NodeId>(_graph.Inputs[Id.Value]);

    /// <summary>The nodes that must have run before for the sake of their effects.</summary>
    public ReadOnlySpan<NodeId> After => MemoryMarshal.Cast<int, NodeId>(_graph.Ordering[Id.Value]);

    /// <summary>The line of the program that made the node.</summary>
    public SourceLocation Source => _graph.Sources[Id.Value];

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Operator.Name}";
}

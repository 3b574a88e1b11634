namespace Xcs.Bench;

/// <summary>
/// A graph of binary <see cref="Operators.Mix"/> nodes in program order. Values live in slots: slot 0 holds the argument, slot n + 1
/// the value of node n. The result is the value of the last node.
/// </summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Left">The slot of each node's first input.</param>
/// <param name="Right">The slot of each node's second input.</param>
internal sealed record Pattern(string Name, int[] Left, int[] Right)
{
    /// <summary>The slot that holds the argument.</summary>
    public const int Argument = 0;

    private Topology? topology;

    public int Count => Left.Length;

    /// <summary>Successors and waves: derived once, and only for those who need them.</summary>
    public Topology Topology => topology ??= new Topology(this);

    /// <summary>The number of inputs of a node that are other nodes; a node read twice counts twice.</summary>
    public int InDegree(int node) => (Left[node] == Argument ? 0 : 1) + (Right[node] == Argument ? 0 : 1);
}

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

    private Topology? _topology;

    public int Count => Left.Length;

    /// <summary>Successors and waves: derived once, and only for those who need them.</summary>
    public Topology Topology => _topology ??= Derive();

    private Topology Derive()
    {
        var starts = new int[Count + 1];
        var predecessors = new List<int>(2 * Count);
        for (var node = 0; node < Count; node++)
        {
            if (Left[node] != Argument)
                predecessors.Add(Left[node] - 1);
            if (Right[node] != Argument)
                predecessors.Add(Right[node] - 1);
            starts[node + 1] = predecessors.Count;
        }

        return new Topology(starts, [.. predecessors]);
    }
}

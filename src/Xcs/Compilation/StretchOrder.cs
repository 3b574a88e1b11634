namespace Xcs.Compilation;

/// <summary>
/// Puts the nodes of a stretch into an order in which neighbours do not wait for each other, so that the processor computes several at once: in
/// a table where each cell reads the cell before it, cells of one diagonal instead of one row. Only for operators that do nothing but compute
/// (<see cref="ThrowFree"/>), where nobody can tell. Not thread-safe.
/// </summary>
internal sealed class StretchOrder(DataflowGraph graph)
{
    // Sorted by depth as a whole: what these nodes read and write fits the nearest caches.
    private const int NodesPerBlock = 8192;

    // How many nodes a processor looks ahead, and how many of them it can keep busy with.
    private const int NodesInSight = 48;
    private const int NodesAtOnce = 4;

    private const int ShortestStretch = 256;

    private readonly Dictionary<Operator, bool> _isFree = [];

    // By node: 0 outside the nodes that are looked at.
    private int[]? _depth;

    /// <param name="node">The operator.</param>
    /// <param name="nodes">The nodes, in program order; what comes between two in the graph is among them.</param>
    public void Sort(Operator node, Span<int> nodes)
    {
        if (nodes.Length < ShortestStretch || !IsFree(node))
            return;
        for (; nodes.Length > 0; nodes = nodes[Math.Min(NodesPerBlock, nodes.Length)..])
            SortBlock(nodes[..Math.Min(NodesPerBlock, nodes.Length)]);
    }

    private bool IsFree(Operator node)
    {
        if (!_isFree.TryGetValue(node, out var isFree))
            _isFree.Add(node, isFree = ThrowFree.Is(node));
        return isFree;
    }

    private void SortBlock(Span<int> nodes)
    {
        var waits = Waits(nodes);
        if (waits * NodesAtOnce <= nodes.Length)
            return;
        var sorted = SortedByDepth(nodes);
        if (2 * Waits(sorted) <= waits)
            sorted.CopyTo(nodes);
    }

    // The nodes on the longest path through what the processor sees, summed over all that it sees.
    private int Waits(ReadOnlySpan<int> nodes)
    {
        var waits = 0;
        for (; nodes.Length > 0; nodes = nodes[Math.Min(NodesInSight, nodes.Length)..])
        {
            var inSight = nodes[..Math.Min(NodesInSight, nodes.Length)];
            waits += FindDepths(inSight);
            ForgetDepths(inSight);
        }

        return waits;
    }

    private int[] SortedByDepth(ReadOnlySpan<int> nodes)
    {
        var start = new int[FindDepths(nodes) + 2];
        foreach (var node in nodes)
            start[_depth![node] + 1]++;
        for (var depth = 1; depth < start.Length; depth++)
            start[depth] += start[depth - 1];
        var sorted = new int[nodes.Length];
        foreach (var node in nodes)
            sorted[start[_depth![node]]++] = node;
        ForgetDepths(nodes);
        return sorted;
    }

    private int FindDepths(ReadOnlySpan<int> nodes)
    {
        _depth ??= new int[graph.NodeCount];
        var deepest = 0;
        foreach (var node in nodes)
        {
            var depth = 0;
            foreach (var input in graph.Inputs[node])
                depth = Math.Max(depth, _depth[input]);
            foreach (var earlier in graph.Ordering[node])
                depth = Math.Max(depth, _depth[earlier]);
            _depth[node] = depth + 1;
            deepest = Math.Max(deepest, depth + 1);
        }

        return deepest;
    }

    private void ForgetDepths(ReadOnlySpan<int> nodes)
    {
        foreach (var node in nodes)
            _depth![node] = 0;
    }
}

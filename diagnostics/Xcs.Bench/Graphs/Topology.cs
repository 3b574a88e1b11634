namespace Xcs.Bench;

/// <summary>
/// What a hand-written scheduler derives from a graph before the first run: successors, waves, roots and sinks. Nodes are numbered in
/// program order, so that predecessors have lower numbers. Iterative, O(nodes + edges).
/// </summary>
internal sealed class Topology
{
    private readonly int[] _predecessors;
    private readonly int[] _predecessorStarts;
    private readonly int[] _successors;
    private readonly int[] _successorStarts;
    private readonly int[] _waveNodes;
    private readonly int[] _waveStarts;

    /// <param name="starts">Node n has the predecessors from starts[n] to starts[n + 1].</param>
    /// <param name="predecessors">The predecessors, node after node; one that is read twice stands there twice.</param>
    public Topology(int[] starts, int[] predecessors)
    {
        (_predecessorStarts, _predecessors) = (starts, predecessors);
        Count = starts.Length - 1;
        InDegrees = new int[Count];
        var levels = new int[Count];
        var outDegrees = new int[Count];
        for (var node = 0; node < Count; node++)
        {
            InDegrees[node] = starts[node + 1] - starts[node];
            foreach (var predecessor in Predecessors(node))
            {
                outDegrees[predecessor]++;
                levels[node] = Math.Max(levels[node], levels[predecessor] + 1);
            }
        }

        _successorStarts = Starts(outDegrees);
        _successors = Reverse();

        Waves = levels.Max() + 1;
        var widths = new int[Waves];
        foreach (var level in levels)
            widths[level]++;
        _waveStarts = Starts(widths);
        _waveNodes = InWaves(levels, _waveStarts);

        Roots = [.. Enumerable.Range(0, Count).Where(node => InDegrees[node] == 0)];
        Sinks = [.. Enumerable.Range(0, Count).Where(node => outDegrees[node] == 0)];
    }

    public int Count { get; }

    /// <summary>For each node, how many edges lead into it.</summary>
    public int[] InDegrees { get; }

    /// <summary>The nodes without predecessors.</summary>
    public int[] Roots { get; }

    /// <summary>The nodes without successors.</summary>
    public int[] Sinks { get; }

    /// <summary>The number of waves: the longest path, in nodes.</summary>
    public int Waves { get; }

    public int WidestWave => Enumerable.Range(0, Waves).Max(wave => Wave(wave).Length);

    public static Topology Of(IReadOnlyList<int[]> predecessors) =>
        new(Starts([.. predecessors.Select(nodes => nodes.Length)]), [.. predecessors.SelectMany(nodes => nodes)]);

    public ReadOnlySpan<int> Predecessors(int node) => _predecessors.AsSpan(_predecessorStarts[node].._predecessorStarts[node + 1]);

    public ReadOnlySpan<int> Successors(int node) => _successors.AsSpan(_successorStarts[node].._successorStarts[node + 1]);

    public ReadOnlySpan<int> Wave(int wave) => _waveNodes.AsSpan(_waveStarts[wave].._waveStarts[wave + 1]);

    private static int[] Starts(int[] counts)
    {
        var starts = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
            starts[i + 1] = starts[i] + counts[i];
        return starts;
    }

    /// <summary>A counting sort: within a wave, program order.</summary>
    private static int[] InWaves(int[] levels, int[] starts)
    {
        var sorted = new int[levels.Length];
        var next = starts.ToArray();
        for (var node = 0; node < levels.Length; node++)
            sorted[next[levels[node]]++] = node;
        return sorted;
    }

    private int[] Reverse()
    {
        var filled = new int[_predecessors.Length];
        var next = _successorStarts.ToArray();
        for (var node = 0; node < Count; node++)
        {
            foreach (var predecessor in Predecessors(node))
                filled[next[predecessor]++] = node;
        }

        return filled;
    }
}

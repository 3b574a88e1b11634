namespace Xcs.Bench;

/// <summary>What a hand-written scheduler derives from a <see cref="Pattern"/> before the first run. Iterative, O(nodes).</summary>
internal sealed class Topology
{
    private readonly int[] successors;
    private readonly int[] successorStarts;
    private readonly int[] waveNodes;
    private readonly int[] waveStarts;

    public Topology(Pattern pattern)
    {
        var count = pattern.Count;
        InDegrees = new int[count];
        var levels = new int[count];
        var outDegrees = new int[count];
        for (var node = 0; node < count; node++)
        {
            InDegrees[node] = pattern.InDegree(node);
            var level = 0;
            foreach (var slot in (ReadOnlySpan<int>)[pattern.Left[node], pattern.Right[node]])
            {
                if (slot == Pattern.Argument)
                    continue;
                outDegrees[slot - 1]++;
                level = Math.Max(level, levels[slot - 1] + 1);
            }

            levels[node] = level;
        }

        successorStarts = Starts(outDegrees);
        successors = Fill(pattern, successorStarts);

        Waves = levels.Max() + 1;
        var widths = new int[Waves];
        foreach (var level in levels)
            widths[level]++;
        waveStarts = Starts(widths);
        waveNodes = InWaves(levels, waveStarts);

        Roots = [.. Enumerable.Range(0, count).Where(node => InDegrees[node] == 0)];
        Sinks = [.. Enumerable.Range(0, count).Where(node => outDegrees[node] == 0)];
    }

    /// <summary>For each node, how many edges lead into it.</summary>
    public int[] InDegrees { get; }

    /// <summary>The nodes that need the argument only.</summary>
    public int[] Roots { get; }

    /// <summary>The nodes that no other node reads.</summary>
    public int[] Sinks { get; }

    /// <summary>The number of waves: the longest path, in nodes.</summary>
    public int Waves { get; }

    public int WidestWave => Enumerable.Range(0, Waves).Max(wave => Wave(wave).Length);

    public ReadOnlySpan<int> Successors(int node) => successors.AsSpan(successorStarts[node]..successorStarts[node + 1]);

    public ReadOnlySpan<int> Wave(int wave) => waveNodes.AsSpan(waveStarts[wave]..waveStarts[wave + 1]);

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

    private static int[] Fill(Pattern pattern, int[] starts)
    {
        var filled = new int[starts[^1]];
        var next = starts.ToArray();
        for (var node = 0; node < pattern.Count; node++)
        {
            if (pattern.Left[node] is not Pattern.Argument and var left)
                filled[next[left - 1]++] = node;
            if (pattern.Right[node] is not Pattern.Argument and var right)
                filled[next[right - 1]++] = node;
        }

        return filled;
    }
}

namespace Xcs.Planning;

/// <summary>
/// The waves of a graph: the level of a node is the number of nodes on the longest path that leads to it (Coffman's longest-path layering,
/// as-soon-as-possible form), and a wave holds the nodes of one level. Given values have level -1 and are in no wave.
/// </summary>
internal sealed class WaveTable
{
    private WaveTable(int[] levels, int[] order, int[] starts)
    {
        Levels = levels;
        Order = order;
        Starts = starts;
    }

    /// <summary>The wave of each node by id; -1 for given values.</summary>
    public int[] Levels { get; }

    /// <summary>All nodes that run, wave by wave, in program order within a wave.</summary>
    public int[] Order { get; }

    /// <summary>Where each wave starts in <see cref="Order"/>; one more than there are waves.</summary>
    public int[] Starts { get; }

    public int WaveCount => Starts.Length - 1;

    public ReadOnlySpan<int> this[int wave] => Order.AsSpan(Starts[wave], Starts[wave + 1] - Starts[wave]);

    public static WaveTable Of(DataflowGraph graph)
    {
        var levels = new int[graph.NodeCount];
        var waves = 0;
        for (var id = 0; id < levels.Length; id++)
        {
            levels[id] = graph.Operators[id].IsGiven
                ? -1
                : 1 + Math.Max(Highest(levels, graph.Inputs[id]), Highest(levels, graph.Ordering[id]));
            waves = Math.Max(waves, levels[id] + 1);
        }

        return Group(levels, waves);
    }

    private static int Highest(int[] levels, ReadOnlySpan<int> nodes)
    {
        var highest = -1;
        foreach (var node in nodes)
            highest = Math.Max(highest, levels[node]);
        return highest;
    }

    // A counting sort: stable, so that program order stays within a wave.
    private static WaveTable Group(int[] levels, int waves)
    {
        var starts = new int[waves + 1];
        foreach (var level in levels)
        {
            if (level >= 0)
                starts[level + 1]++;
        }

        for (var wave = 0; wave < waves; wave++)
            starts[wave + 1] += starts[wave];

        var next = starts.AsSpan(0, waves).ToArray();
        var order = new int[starts[waves]];
        for (var id = 0; id < levels.Length; id++)
        {
            if (levels[id] >= 0)
                order[next[levels[id]]++] = id;
        }

        return new(levels, order, starts);
    }
}

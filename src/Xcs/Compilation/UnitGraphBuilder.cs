using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>
/// Lays out units for a graph whose nodes have been put into clusters. Linear in nodes and edges. Edges between clusters must lead from a
/// lower to a higher cluster number; given values have cluster -1.
/// </summary>
internal static partial class UnitGraphBuilder
{
    public static UnitGraph Build(DataflowGraph graph, int[] clusterOf, int clusterCount)
    {
        var members = Members(clusterOf, clusterCount);
        var waits = ClusterInputs(graph, clusterOf, members);
        var (unitOf, waveStart) = SortByWave(waits);
        return LayOut(graph, members, waits, unitOf, waveStart);
    }

    /// <summary>
    /// The same nodes strictly one after the other in program order: a wave for each unit, so that barriers keep them apart. What may wait
    /// stands alone; the nodes between are cut into units that can be compiled.
    /// </summary>
    public static UnitGraph BuildSerial(DataflowGraph graph, int longestUnit)
    {
        var clusterOf = new int[graph.NodeCount];
        var cluster = -1;
        var room = 0;
        for (var node = 0; node < graph.NodeCount;)
        {
            var end = EndOfStretch(graph, node);
            // A stretch that pays for a loop is one unit, whatever its length.
            var isLoop = end - node >= UnitCode.ShortestLoop;
            var isAlone = KindOf(graph.Operators[node]) != UnitKind.Plain;
            if (isLoop || isAlone)
                room = 0;
            for (var first = node; node < end; node++)
            {
                if (graph.Operators[node].IsGiven)
                {
                    clusterOf[node] = -1;
                    continue;
                }

                if (room == 0 && !(isLoop && !isAlone && node > first))
                {
                    cluster++;
                    room = longestUnit;
                }

                clusterOf[node] = cluster;
                room = isLoop || isAlone ? 0 : room - 1;
            }
        }

        return BuildInOrder(graph, clusterOf, cluster + 1);
    }

    /// <summary>The clusters strictly one after the other: a wave for each.</summary>
    public static UnitGraph BuildInOrder(DataflowGraph graph, int[] clusterOf, int clusterCount)
    {
        var members = Members(clusterOf, clusterCount);
        var each = Enumerable.Range(0, clusterCount + 1).ToArray();
        return LayOut(graph, members, ClusterInputs(graph, clusterOf, members), each.AsSpan(0, clusterCount).ToArray(), each);
    }

    private static int EndOfStretch(DataflowGraph graph, int node)
    {
        var end = node + 1;
        while (end < graph.NodeCount && ReferenceEquals(graph.Operators[end], graph.Operators[node]))
            end++;
        return end;
    }

    private static Adjacency Members(int[] clusterOf, int clusterCount)
    {
        var start = new int[clusterCount + 1];
        foreach (var cluster in clusterOf)
        {
            if (cluster >= 0)
                start[cluster + 1]++;
        }

        for (var cluster = 0; cluster < clusterCount; cluster++)
            start[cluster + 1] += start[cluster];
        var next = start.AsSpan(0, clusterCount).ToArray();
        var nodes = new int[start[clusterCount]];
        for (var node = 0; node < clusterOf.Length; node++)
        {
            if (clusterOf[node] >= 0)
                nodes[next[clusterOf[node]]++] = node;
        }

        return new(start, nodes);
    }

    // For each cluster the clusters it waits for, each once.
    private static Adjacency ClusterInputs(DataflowGraph graph, int[] clusterOf, Adjacency members)
    {
        var start = new int[members.Count + 1];
        var inputs = new int[graph.Inputs.ItemCount + graph.Ordering.ItemCount];
        var seenBy = new int[members.Count];
        Array.Fill(seenBy, -1);
        var count = 0;
        for (var cluster = 0; cluster < members.Count; cluster++)
        {
            foreach (var node in members[cluster])
            {
                Collect(graph.Inputs[node], cluster);
                Collect(graph.Ordering[node], cluster);
            }

            start[cluster + 1] = count;
        }

        return new(start, inputs);

        void Collect(ReadOnlySpan<int> dependencies, int cluster)
        {
            foreach (var dependency in dependencies)
            {
                var from = clusterOf[dependency];
                if (from < 0 || from == cluster || seenBy[from] == cluster)
                    continue;
                seenBy[from] = cluster;
                inputs[count++] = from;
            }
        }
    }

    private static (int[] UnitOf, int[] WaveStart) SortByWave(Adjacency waits)
    {
        var wave = new int[waits.Count];
        var waveCount = 0;
        for (var cluster = 0; cluster < waits.Count; cluster++)
        {
            foreach (var input in waits[cluster])
                wave[cluster] = Math.Max(wave[cluster], wave[input] + 1);
            waveCount = Math.Max(waveCount, wave[cluster] + 1);
        }

        var waveStart = new int[waveCount + 1];
        foreach (var level in wave)
            waveStart[level + 1]++;
        for (var level = 0; level < waveCount; level++)
            waveStart[level + 1] += waveStart[level];
        var next = waveStart.AsSpan(0, waveCount).ToArray();
        return (Array.ConvertAll(wave, level => next[level]++), waveStart);
    }

    /// <summary>How a node that stands alone runs.</summary>
    public static UnitKind KindOf(Operator node) => node switch
    {
        ISuspendingOperator { Suspends: true } => UnitKind.Suspending,
        CancellationTokenOperator => UnitKind.Token,
        _ => UnitKind.Plain,
    };

    private static UnitKind[] Kinds(DataflowGraph graph, int[] order, int[] unitStart)
    {
        var kinds = new UnitKind[unitStart.Length - 1];
        for (var unit = 0; unit < kinds.Length; unit++)
            kinds[unit] = KindOf(graph.Operators[order[unitStart[unit]]]);
        return kinds;
    }

    private static (int Node, int FirstReader)[] Tokens(DataflowGraph graph)
    {
        var tokens = new List<(int Node, int FirstReader)>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.Operators[node] is CancellationTokenOperator)
                tokens.Add((node, FirstReader(graph, node)));
        }

        return [.. tokens];
    }

    private static int FirstReader(DataflowGraph graph, int token)
    {
        for (var node = token + 1; node < graph.NodeCount; node++)
        {
            if (graph.Inputs[node].Contains(token))
                return node;
        }

        return int.MaxValue;
    }
}

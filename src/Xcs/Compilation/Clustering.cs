namespace Xcs.Compilation;

/// <summary>Decides which nodes run together as one unit. Depends on the graph and the costs given alone.</summary>
internal static class Clustering
{
    /// <summary>Work below this many nanoseconds is not worth a unit of its own: some twenty times what scheduling a unit costs.</summary>
    public const double Grain = 4_000;

    /// <summary>The most nodes of a unit that is compiled: far below the size at which the JIT gives up optimising.</summary>
    public const int LongestUnit = 200;

    // A wave is cut into at most so many units, however much work it is: enough for every worker count to balance.
    private const int MostUnitsOfWave = 128;

    // What another worker costs a wave, in nanoseconds: to see that there is something to do, and to fetch what the nodes read; measured with
    // diagnostics/Xcs.Bench. A wave that has twice as much is shared by two, a greater one cut finer as long as units stay above the second;
    // but into few units only: where there are many, each has to be worth the grain.
    private const double HandOver = 200;
    private const double LeastGrain = 600;
    private const double ReadCost = 20;
    private const int FewUnits = 8;

    /// <summary>
    /// Joins what can be joined without losing parallelism: a node whose only predecessor has no other successor (a chain), and a node known
    /// to be cheap with its only successor.
    /// </summary>
    public static UnitGraph Chains(DataflowGraph graph)
    {
        var heads = ChainHeads(graph);
        return UnitGraphBuilder.Build(graph, Number(heads, out var count), count);
    }

    /// <summary>
    /// Joins more, once the cost of nodes is known: waves that are too little work to share go together, others are cut into units that are
    /// worth handing to another worker.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="costs">Nanoseconds by node.</param>
    public static UnitGraph Grains(DataflowGraph graph, double[] costs)
    {
        var chains = Chains(graph);
        var chainCost = new double[chains.UnitCount];
        for (var unit = 0; unit < chains.UnitCount; unit++)
        {
            for (var place = chains.UnitStart[unit]; place < chains.UnitStart[unit + 1]; place++)
                chainCost[unit] += costs[chains.Order[place]];
        }

        var clusterOfUnit = new int[chains.UnitCount];
        var clusters = CutWaves(chains, chainCost, clusterOfUnit);
        var clusterOf = new int[graph.NodeCount];
        Array.Fill(clusterOf, -1);
        for (var unit = 0; unit < chains.UnitCount; unit++)
        {
            for (var place = chains.UnitStart[unit]; place < chains.UnitStart[unit + 1]; place++)
                clusterOf[chains.Order[place]] = clusterOfUnit[unit];
        }

        return UnitGraphBuilder.Build(graph, clusterOf, clusters);
    }

    /// <summary>Program order, cut into units short enough to compile.</summary>
    public static UnitGraph Serial(DataflowGraph graph) => UnitGraphBuilder.BuildSerial(graph, LongestUnit);

    private static int CutWaves(UnitGraph chains, double[] cost, int[] clusterOfUnit)
    {
        var clusters = 0;
        var serial = -1;
        for (var wave = 0; wave + 1 < chains.WaveStart.Length; wave++)
        {
            var (from, to) = (chains.WaveStart[wave], chains.WaveStart[wave + 1]);
            double total = 0;
            var (count, reads) = (0, 0);
            for (var unit = from; unit < to; unit++)
            {
                if (chains.Kinds[unit] != UnitKind.Plain)
                    continue;
                total += cost[unit];
                reads += chains.Waits[unit];
                count++;
            }

            var grain = GrainOf(total, count, reads);
            var isShared = !double.IsPositiveInfinity(grain);
            var open = -1;
            double filled = 0;
            for (var unit = from; unit < to; unit++)
            {
                if (chains.Kinds[unit] != UnitKind.Plain)
                {
                    // What may wait stands alone, and nothing after it may be joined with what came before it.
                    clusterOfUnit[unit] = clusters++;
                    serial = -1;
                }
                else if (!isShared)
                {
                    if (serial < 0)
                        serial = clusters++;
                    clusterOfUnit[unit] = serial;
                }
                else
                {
                    if (open < 0 || filled >= grain)
                    {
                        open = clusters++;
                        filled = 0;
                    }

                    clusterOfUnit[unit] = open;
                    filled += cost[unit];
                }
            }

            if (isShared)
                serial = -1;
        }

        return clusters;
    }

    // What a unit of a wave is filled up to; infinite where the wave is not worth sharing.
    private static double GrainOf(double total, int count, int reads)
    {
        // Nodes large enough to stand alone are not joined to even out the units.
        if (total >= 2 * Grain && total >= count * Grain / 2)
            return Math.Max(Grain, total / MostUnitsOfWave);

        var spare = total - (reads * ReadCost);
        var units = Math.Max(total / Grain, spare < 2 * HandOver ? 0 : Math.Clamp(spare / LeastGrain, 2, FewUnits));
        if (units < 2)
            return double.PositiveInfinity;

        // A power of two shares evenly among most numbers of workers; half a node less, so that small differences of cost move no cut.
        var even = 1 << (int)Math.Log2(Math.Min(units, MostUnitsOfWave));
        return (total / even) - (total / count / 2);
    }

    // For each node the last node of its cluster, which is the only one with successors outside; -1 for given values.
    private static int[] ChainHeads(DataflowGraph graph)
    {
        var successorCount = new int[graph.NodeCount];
        var onlySuccessor = new int[graph.NodeCount];
        var onlyPredecessor = new int[graph.NodeCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            onlyPredecessor[node] = -1;
            Count(graph.Inputs[node], node);
            Count(graph.Ordering[node], node);
        }

        var head = new int[graph.NodeCount];
        for (var node = graph.NodeCount - 1; node >= 0; node--)
        {
            var next = onlySuccessor[node];
            var isJoined = successorCount[node] == 1 && CanJoin(graph.Operators[node]) && CanJoin(graph.Operators[next])
                && (onlyPredecessor[next] == node || graph.Operators[node].Cost is > 0 and < Grain);
            head[node] = graph.Operators[node].IsGiven ? -1 : isJoined ? head[next] : node;
        }

        return head;

        void Count(ReadOnlySpan<int> dependencies, int node)
        {
            foreach (var dependency in dependencies)
            {
                if (graph.Operators[dependency].IsGiven)
                    continue;
                if (successorCount[dependency] == 0 || onlySuccessor[dependency] != node)
                    successorCount[dependency]++;
                onlySuccessor[dependency] = node;
                onlyPredecessor[node] = onlyPredecessor[node] == -1 || onlyPredecessor[node] == dependency ? dependency : -2;
            }
        }
    }

    private static bool CanJoin(Operator node) => UnitGraphBuilder.KindOf(node) == UnitKind.Plain;

    // Clusters numbered by their last node: edges between clusters start there, so they lead to higher numbers.
    private static int[] Number(int[] heads, out int count)
    {
        var number = new int[heads.Length];
        count = 0;
        for (var node = 0; node < heads.Length; node++)
            number[node] = heads[node] == node ? count++ : -1;
        return Array.ConvertAll(heads, head => head < 0 ? -1 : number[head]);
    }
}

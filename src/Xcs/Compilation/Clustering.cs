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

    // What sharing a wave costs, in nanoseconds: another worker has to see that there is something to do, and to fetch what the nodes read;
    // measured with diagnostics/Xcs.Bench. A wave that has twice as much is shared by two, a greater one cut finer as long as units stay above
    // the grain; but into few units only: where there are many, each has to be worth the greater grain.
    private const double HandOver = 200;
    private const double ReadCost = 10;
    private const double LeastGrain = 600;
    private const int FewUnits = 8;

    // Without barriers a worker that has two units of a wave need not wait for the others' after each: half of the work is enough.
    private const double PairedHandOver = 125;
    private const int PairedUnits = 4;

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
    /// <param name="mode">How the units will run.</param>
    public static UnitGraph Grains(DataflowGraph graph, double[] costs, ExecutionMode mode)
    {
        var chains = Chains(graph);
        var work = new UnitWork(chains, costs);
        var lanes = Join(chains, Lanes.Join(chains, work.Cost, wave => GrainOf(chains, work, wave, mode).Shares));
        var clusterOfUnit = new int[lanes.UnitCount];
        var clusters = CutWaves(lanes, new UnitWork(lanes, costs), mode, clusterOfUnit);
        return Join(lanes, (clusterOfUnit, clusters));
    }

    // Units joined into fewer.
    private static UnitGraph Join(UnitGraph units, (int[] OfUnit, int Count) clusters)
    {
        var clusterOf = new int[units.Graph.NodeCount];
        Array.Fill(clusterOf, -1);
        for (var unit = 0; unit < units.UnitCount; unit++)
        {
            for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
                clusterOf[units.Order[place]] = clusters.OfUnit[unit];
        }

        return UnitGraphBuilder.Build(units.Graph, clusterOf, clusters.Count);
    }

    /// <summary>Program order, cut into units short enough to compile.</summary>
    public static UnitGraph Serial(DataflowGraph graph) => UnitGraphBuilder.BuildSerial(graph, LongestUnit);

    private static int CutWaves(UnitGraph units, UnitWork work, ExecutionMode mode, int[] clusterOfUnit)
    {
        var clusters = 0;
        var serial = -1;
        for (var wave = 0; wave + 1 < units.WaveStart.Length; wave++)
        {
            var (from, to) = (units.WaveStart[wave], units.WaveStart[wave + 1]);
            var (grain, _) = GrainOf(units, work, wave, mode);
            var isShared = !double.IsPositiveInfinity(grain);
            var open = -1;
            double filled = 0;
            for (var unit = from; unit < to; unit++)
            {
                if (units.Kinds[unit] != UnitKind.Plain)
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
                    // Half of it may stand over: small differences of cost move no cut, and what is large stands alone.
                    if (open < 0 || filled + (work.Cost[unit] / 2) >= grain)
                    {
                        open = clusters++;
                        filled = 0;
                    }

                    clusterOfUnit[unit] = open;
                    filled += work.Cost[unit];
                }
            }

            if (isShared)
                serial = -1;
        }

        return clusters;
    }

    // What a unit of a wave is filled up to, and how many that makes; infinite where the wave is not worth sharing.
    private static (double Grain, double Shares) GrainOf(UnitGraph units, UnitWork work, int wave, ExecutionMode mode)
    {
        double total = 0;
        var (count, reads) = (0, 0);
        for (var unit = units.WaveStart[wave]; unit < units.WaveStart[wave + 1]; unit++)
        {
            if (units.Kinds[unit] != UnitKind.Plain)
                continue;
            total += work.Cost[unit];
            reads += work.Reads[unit];
            count++;
        }

        var grain = GrainOf(total, count, reads, mode);
        return (grain, double.IsPositiveInfinity(grain) ? 1 : Math.Min(count, total / grain));
    }

    private static double GrainOf(double total, int count, int reads, ExecutionMode mode)
    {
        // Nodes large enough to stand alone are not joined to even out the units.
        if (total >= 2 * Grain && total >= count * Grain / 2)
            return Math.Max(Grain, total / MostUnitsOfWave);

        var spare = total - (reads * ReadCost);
        var isPaired = mode == ExecutionMode.Eager && count >= PairedUnits;
        var units = Math.Max(total / Grain, spare < 2 * (isPaired ? PairedHandOver : HandOver) ? 0 : Math.Clamp(spare / LeastGrain, isPaired ? PairedUnits : 2, FewUnits));
        if (units < 2)
            return double.PositiveInfinity;

        // A power of two shares evenly among most numbers of workers.
        return total / (1 << (int)Math.Log2(Math.Min(units, MostUnitsOfWave)));
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

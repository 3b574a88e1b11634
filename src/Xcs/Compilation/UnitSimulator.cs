namespace Xcs.Compilation;

/// <summary>How long a unit graph takes with a number of workers: list scheduling in the order in which units become ready.</summary>
internal static class UnitSimulator
{
    // What scheduling costs for each unit and for each edge between two, in nanoseconds; measured with diagnostics/Xcs.Bench, rounded up.
    public const double UnitCost = 50;
    private const double EdgeCost = 10;

    /// <param name="units">The unit graph.</param>
    /// <param name="costs">Nanoseconds by node.</param>
    /// <param name="workers">How many workers.</param>
    /// <returns>Nanoseconds.</returns>
    public static double Makespan(UnitGraph units, double[] costs, int workers)
    {
        var waits = (int[])units.Waits.Clone();
        var ready = new PriorityQueue<int, double>();
        var free = new PriorityQueue<int, double>();
        var ends = new PriorityQueue<int, double>();
        for (var worker = 0; worker < workers; worker++)
            free.Enqueue(worker, 0);
        for (var unit = 0; unit < units.UnitCount; unit++)
        {
            if (waits[unit] == 0)
                ready.Enqueue(unit, unit);
        }

        double now = 0;
        while (ready.Count > 0 || ends.Count > 0)
        {
            while (ready.Count > 0 && free.Count > 0)
            {
                free.Dequeue();
                var unit = ready.Dequeue();
                ends.Enqueue(unit, now + UnitCost + (EdgeCost * units.Successors[unit].Length) + Cost(units, costs, unit, workers));
            }

            ends.TryDequeue(out var done, out now);
            free.Enqueue(0, now);
            foreach (var successor in units.Successors[done])
            {
                if (--waits[successor] == 0)
                    ready.Enqueue(successor, successor);
            }
        }

        return now;
    }

    private static double Cost(UnitGraph units, double[] costs, int unit, int workers)
    {
        double cost = 0;
        for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
            cost += costs[units.Order[place]];
        // An expanding node is measured as the work of all its units.
        return units.Kinds[unit] == UnitKind.Suspending ? cost / workers : cost;
    }
}

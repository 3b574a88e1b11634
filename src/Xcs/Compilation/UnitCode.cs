namespace Xcs.Compilation;

/// <summary>The compiled form of a unit graph: short units as one method each, long stretches of one operator as loops.</summary>
/// <param name="Bodies">By unit; null where the unit is not compiled.</param>
/// <param name="Kernels">By operator.</param>
/// <param name="IsBrief">By unit: whether it is known to be over so soon that a run which is cancelled can wait for its end.</param>
internal sealed record UnitCode(UnitBody?[] Bodies, IReadOnlyDictionary<Operator, StretchKernel> Kernels, bool[] IsBrief)
{
    /// <summary>In nanoseconds.</summary>
    private const double LongestBrief = 100_000;

    /// <summary>A stretch of so many nodes is worth a loop.</summary>
    public const int ShortestLoop = 32;

    // Beyond this the code would no longer fit the caches; and beyond the second only long units gain: code that runs once a run has to be
    // fetched each time, which for a handful of nodes takes longer than to call their operators.
    private const int MostNodesToCompile = 4096;
    private const int MostNodesInShortUnits = 200;
    private const int LongUnit = 16;

    /// <param name="units">The units.</param>
    /// <param name="costs">Nanoseconds by node; null where nothing is known.</param>
    public static UnitCode Compile(UnitGraph units, double[]? costs)
    {
        var kernels = new Dictionary<Operator, StretchKernel>();
        for (var place = 0; place < units.Order.Length; place = units.StretchEnd[place])
        {
            var node = units.OperatorAt(place);
            node.Compile();
            if (units.StretchEnd[place] - place >= ShortestLoop && !kernels.ContainsKey(node) && KernelCompiler.Compile(node) is { } kernel)
                kernels.Add(node, kernel);
        }

        var bodies = new UnitBody?[units.UnitCount];
        if (units.Order.Length <= MostNodesToCompile)
        {
            var escapes = UnitBodyCompiler.Escaping(units);
            for (var unit = 0; unit < bodies.Length; unit++)
            {
                if (units.Order.Length <= MostNodesInShortUnits || units.UnitStart[unit + 1] - units.UnitStart[unit] >= LongUnit)
                    bodies[unit] = UnitBodyCompiler.Compile(units, unit, escapes);
            }
        }

        return new UnitCode(bodies, kernels, Brief(units, costs));
    }

    private static bool[] Brief(UnitGraph units, double[]? costs)
    {
        var isBrief = new bool[units.UnitCount];
        for (var unit = 0; unit < isBrief.Length && costs is not null; unit++)
        {
            var cost = 0.0;
            for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
                cost += costs[units.Order[place]];
            isBrief[unit] = cost <= LongestBrief;
        }

        return isBrief;
    }
}

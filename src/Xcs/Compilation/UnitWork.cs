namespace Xcs.Compilation;

/// <summary>What the units of a graph have to do.</summary>
internal sealed class UnitWork
{
    /// <param name="units">The units.</param>
    /// <param name="costs">Nanoseconds by node.</param>
    public UnitWork(UnitGraph units, double[] costs)
    {
        (Cost, Reads) = (new double[units.UnitCount], new int[units.UnitCount]);
        var unitOf = units.UnitOfNodes();
        for (var unit = 0; unit < Cost.Length; unit++)
        {
            for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
            {
                Cost[unit] += costs[units.Order[place]];
                foreach (var input in units.Inputs[place])
                    Reads[unit] += unitOf[input] >= 0 && unitOf[input] != unit ? 1 : 0;
            }
        }
    }

    /// <summary>Nanoseconds by unit.</summary>
    public double[] Cost { get; }

    /// <summary>By unit, how often its nodes read what another unit has made.</summary>
    public int[] Reads { get; }
}

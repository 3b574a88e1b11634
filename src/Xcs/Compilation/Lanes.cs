using Xcs.Dataflow;

namespace Xcs.Compilation;

/// <summary>
/// Cuts a graph of units that are too small to be shared wave by wave along the other direction. A lane is a path: each unit goes on with one
/// successor. Several waves make a block, and what a block has of one lane is one cluster: a worker runs far ahead in its lane, and another
/// that reads it follows a block behind. Lanes that read each other, directly or in a ring, are one cluster; where those are too much of a
/// block, the block stays as it is.
/// </summary>
internal sealed class Lanes
{
    // Beyond this, a wave is cut by work alone.
    private const int MostLanes = 8;

    // A graph is cut into at least so many blocks: nobody works before the first block of a lane is done that he reads.
    private const int LeastBlocks = 32;

    // What of the parallelism of waves that are worth sharing has to be left.
    private const double LeastPart = 0.8;
    private const double LeastParallelism = 1.6;

    private readonly UnitGraph _units;
    private readonly double[] _cost;
    private readonly int[] _laneOf;
    private readonly int[] _clusterOf;
    private readonly int[] _places;
    private int _clusters;

    private Lanes(UnitGraph units, double[] cost)
    {
        (_units, _cost) = (units, cost);
        _laneOf = Follow(units, out var count);
        _clusterOf = new int[units.UnitCount];
        _places = new int[count];
    }

    /// <param name="units">The units.</param>
    /// <param name="cost">Nanoseconds by unit.</param>
    /// <param name="sharesOf">Into how many units a wave would be cut by itself.</param>
    /// <returns>The cluster of each unit; edges lead to the same cluster or one with a higher number.</returns>
    public static (int[] ClusterOf, int Count) Join(UnitGraph units, double[] cost, Func<int, double> sharesOf)
    {
        var lanes = new Lanes(units, cost);
        var waves = units.WaveStart.Length - 1;
        for (var wave = 0; wave < waves;)
        {
            var end = lanes.EndOfBlock(wave, Math.Min(waves, wave + Math.Max(1, waves / LeastBlocks)));
            lanes.AddBlock(wave, end, sharesOf);
            wave = end;
        }

        return (lanes._clusterOf, lanes._clusters);
    }

    // The first successor that is nobody else's, for each unit that runs to its end.
    private static int[] Follow(UnitGraph units, out int count)
    {
        var laneOf = new int[units.UnitCount];
        Array.Fill(laneOf, -1);
        count = 0;
        for (var unit = 0; unit < laneOf.Length; unit++)
        {
            if (laneOf[unit] < 0)
                laneOf[unit] = count++;
            if (units.Kinds[unit] != UnitKind.Plain)
                continue;
            foreach (var successor in units.Successors[unit])
            {
                if (laneOf[successor] >= 0 || units.Kinds[successor] != UnitKind.Plain)
                    continue;
                laneOf[successor] = laneOf[unit];
                break;
            }
        }

        return laneOf;
    }

    // As many waves as give each lane the work of a unit.
    private int EndOfBlock(int wave, int last)
    {
        var (end, widest) = (wave, 1);
        for (double total = 0; end < last && total < Clustering.Grain * Math.Min(widest, MostLanes); end++)
        {
            var (from, to) = (_units.WaveStart[end], _units.WaveStart[end + 1]);
            // What may wait stands alone.
            if (_units.Kinds.AsSpan(from, to - from).ContainsAnyExcept(UnitKind.Plain))
                break;
            widest = Math.Max(widest, to - from);
            for (var unit = from; unit < to; unit++)
                total += _cost[unit];
        }

        return Math.Max(end, wave + 1);
    }

    private void AddBlock(int wave, int end, Func<int, double> sharesOf)
    {
        var (from, to) = (_units.WaveStart[wave], _units.WaveStart[end]);
        if (end - wave > 1)
        {
            var (componentOf, count) = Components.Of(Dependencies(wave, from, to));
            var work = new double[count];
            for (var unit = from; unit < to; unit++)
                work[componentOf[_places[_laneOf[unit]]]] += _cost[unit];
            var shares = Enumerable.Range(wave, end - wave).Average(sharesOf);
            if (work.Sum() >= work.Max() * Math.Max(LeastParallelism, LeastPart * shares))
            {
                for (var unit = from; unit < to; unit++)
                    _clusterOf[unit] = _clusters + componentOf[_places[_laneOf[unit]]];
                _clusters += count;
                return;
            }
        }

        for (var unit = from; unit < to; unit++)
            _clusterOf[unit] = _clusters++;
    }

    // Between the lanes of a block, what its first wave reads of the one before included: lanes that read back and forth there could not run
    // ahead either.
    private Adjacency Dependencies(int wave, int from, int to)
    {
        var before = _units.WaveStart[Math.Max(0, wave - 1)];
        for (var unit = before; unit < to; unit++)
            _places[_laneOf[unit]] = -1;
        var count = 0;
        for (var unit = from; unit < to; unit++)
        {
            if (_places[_laneOf[unit]] < 0)
                _places[_laneOf[unit]] = count++;
        }

        var reads = new List<(int Row, int Item)>();
        for (var unit = before; unit < to; unit++)
        {
            foreach (var successor in _units.Successors[unit])
            {
                if (successor >= from && successor < to && _laneOf[successor] != _laneOf[unit] && _places[_laneOf[unit]] >= 0)
                    reads.Add((_places[_laneOf[successor]], _places[_laneOf[unit]]));
            }
        }

        return Adjacency.FromPairs(count, reads);
    }
}

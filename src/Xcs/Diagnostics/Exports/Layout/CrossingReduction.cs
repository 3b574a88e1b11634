using Xcs.Dataflow;

namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>
/// Orders the vertices of each column so that few edges cross: sweeps forth and back in which each vertex goes to the mean place of its
/// neighbours in the column before (the barycentre heuristic of Sugiyama, Tagawa and Toda 1981), of which the best order is kept, then
/// exchanges of neighbours for as long as they help. A fixed number of steps: the same diagram gives the same order.
/// </summary>
internal sealed class CrossingReduction
{
    private const int Sweeps = 24;
    private const int Exchanges = 10;

    private readonly Layers _layers;
    private readonly int[] _place;

    private CrossingReduction(Layers layers)
    {
        _layers = layers;
        _place = new int[layers.VertexCount];
        foreach (var column in layers.Order)
            Number(column);
    }

    public static void Run(Layers layers)
    {
        var reduction = new CrossingReduction(layers);
        var (best, fewest) = (reduction.Copy(), reduction.Crossings());
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            reduction.Sweep(isForth: sweep % 2 == 0, lastFirst: sweep % 4 >= 2);
            var crossings = reduction.Crossings();
            if (crossings < fewest)
                (best, fewest) = (reduction.Copy(), crossings);
        }

        best.CopyTo(layers.Order, 0);
        foreach (var column in layers.Order)
            reduction.Number(column);
        for (var round = 0; round < Exchanges && reduction.Exchange(); round++)
        {
        }
    }

    private int[][] Copy() => Array.ConvertAll(_layers.Order, static column => (int[])column.Clone());

    private void Number(int[] column)
    {
        for (var place = 0; place < column.Length; place++)
            _place[column[place]] = place;
    }

    private void Sweep(bool isForth, bool lastFirst)
    {
        var order = _layers.Order;
        for (var step = 1; step < order.Length; step++)
        {
            var (column, around) = isForth ? (order[step], _layers.Upper) : (order[^(step + 1)], _layers.Lower);
            var scale = (double)(isForth ? order[step - 1] : order[^step]).Length / column.Length;
            var keys = Array.ConvertAll(column, vertex => (Mean(around[vertex], (_place[vertex] + 0.5) * scale), lastFirst ? -_place[vertex] : _place[vertex]));
            Array.Sort(keys, column);
            Number(column);
        }
    }

    private double Mean(ReadOnlySpan<int> around, double otherwise)
    {
        var sum = 0.0;
        foreach (var vertex in around)
            sum += _place[vertex] + 0.5;
        return around.Length == 0 ? otherwise : sum / around.Length;
    }

    // Pairs of edges that cross, by inversions in a Fenwick tree (Barth, Jünger and Mutzel 2002).
    private long Crossings()
    {
        var crossings = 0L;
        for (var column = 1; column < _layers.Order.Length; column++)
        {
            var tree = new int[_layers.Order[column - 1].Length + 1];
            var edges = 0;
            foreach (var vertex in _layers.Order[column])
            {
                var upper = Places(_layers.Upper[vertex]);
                foreach (var place in upper)
                {
                    crossings += edges;
                    for (var k = place + 1; k > 0; k -= k & -k)
                        crossings -= tree[k];
                }

                foreach (var place in upper)
                {
                    edges++;
                    for (var k = place + 1; k < tree.Length; k += k & -k)
                        tree[k]++;
                }
            }
        }

        return crossings;
    }

    private bool Exchange()
    {
        var isBetter = false;
        foreach (var column in _layers.Order)
        {
            for (var k = 1; k < column.Length; k++)
            {
                var (first, second) = (column[k - 1], column[k]);
                if (Gain(_layers.Upper, first, second) + Gain(_layers.Lower, first, second) <= 0)
                    continue;
                (column[k - 1], column[k]) = (second, first);
                (_place[first], _place[second]) = (k, k - 1);
                isBetter = true;
            }
        }

        return isBetter;
    }

    // How many crossings between the edges of two neighbours go away when they change places.
    private int Gain(Adjacency side, int first, int second)
    {
        var gain = 0;
        foreach (var a in side[first])
        {
            foreach (var b in side[second])
                gain += Math.Sign(_place[a] - _place[b]);
        }

        return gain;
    }

    private int[] Places(ReadOnlySpan<int> vertices)
    {
        var places = new int[vertices.Length];
        for (var k = 0; k < places.Length; k++)
            places[k] = _place[vertices[k]];
        return places;
    }
}

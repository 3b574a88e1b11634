namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>
/// The heights of the vertices of ordered columns (Brandes and Köpf, "Fast and simple horizontal coordinate assignment", 2001, turned by a
/// right angle): vertices are aligned with a median neighbour into blocks, blocks are pushed together, from four sides; of the four heights
/// each vertex gets the mean of the middle two. Blocks are pushed by longest paths rather than by classes, which is free of the error that
/// the authors reported in 2020.
/// </summary>
internal sealed class CoordinateAssignment
{
    // How much higher than its fullest column a picture may be for the sake of straight lines.
    private const double MostSlack = 1.6;

    private readonly Layers _layers;
    private readonly int[] _place;
    private readonly HashSet<(int Upper, int Lower)> _conflicts = [];

    private CoordinateAssignment(Layers layers)
    {
        _layers = layers;
        _place = new int[layers.VertexCount];
        foreach (var column in layers.Order)
        {
            for (var place = 0; place < column.Length; place++)
                _place[column[place]] = place;
        }

        FindConflicts();
    }

    /// <param name="layers">The vertices in their order.</param>
    /// <param name="distance">The least distance from a vertex to the next below it.</param>
    /// <remarks>Long blocks are long straight lines, which cost height where there are many: then the lengths of blocks are limited.</remarks>
    public static int[] Assign(Layers layers, Func<int, int, int> distance)
    {
        var assignment = new CoordinateAssignment(layers);
        var (best, lowest) = (Array.Empty<int>(), int.MaxValue);
        foreach (var longest in (ReadOnlySpan<int>)[int.MaxValue, 12, 6, 3, 2])
        {
            var heights = assignment.Heights(distance, longest);
            var height = heights.Length == 0 ? 0 : heights.Max() - heights.Min();
            if (height < lowest)
                (best, lowest) = (heights, height);
            if (lowest <= MostSlack * assignment.FullestColumn(distance))
                break;
        }

        return best;
    }

    private int[] Heights(Func<int, int, int> distance, int longest)
    {
        var heights = new int[4][];
        for (var side = 0; side < 4; side++)
            heights[side] = BlockCompaction.Run(_layers, Align(fromLeft: side < 2, fromTop: side % 2 == 0, longest), distance, fromTop: side % 2 == 0);
        Fit(heights);

        var result = new int[_layers.VertexCount];
        Span<int> four = stackalloc int[4];
        for (var vertex = 0; vertex < result.Length; vertex++)
        {
            for (var side = 0; side < 4; side++)
                four[side] = heights[side][vertex];
            four.Sort();
            result[vertex] = (four[1] + four[2]) >> 1;
        }

        return result;
    }

    private int FullestColumn(Func<int, int, int> distance)
    {
        var fullest = 0;
        foreach (var column in _layers.Order)
        {
            var height = 0;
            for (var k = 1; k < column.Length; k++)
                height += distance(column[k - 1], column[k]);
            fullest = Math.Max(fullest, height);
        }

        return fullest;
    }

    // All four to the edge of the narrowest, at the side that they were pushed to.
    private static void Fit(int[][] heights)
    {
        if (heights[0].Length == 0)
            return;
        var narrowest = heights.MinBy(static all => all.Max() - all.Min())!;
        var (top, bottom) = (narrowest.Min(), narrowest.Max());
        for (var side = 0; side < 4; side++)
        {
            var shift = side % 2 == 0 ? top - heights[side].Min() : bottom - heights[side].Max();
            for (var vertex = 0; vertex < heights[side].Length; vertex++)
                heights[side][vertex] += shift;
        }
    }

    private bool IsInner(int upper, int lower) => _layers.IsVirtual(upper) && _layers.IsVirtual(lower);

    // Edges that cross one between two virtual vertices: they must not keep that one from being straight.
    private void FindConflicts()
    {
        for (var column = 1; column < _layers.Order.Length; column++)
        {
            var lower = _layers.Order[column];
            var (first, scanned) = (0, 0);
            for (var k = 0; k < lower.Length; k++)
            {
                var upper = _layers.Upper[lower[k]];
                var inner = upper.Length > 0 && IsInner(upper[0], lower[k]) ? _place[upper[0]] : -1;
                if (inner < 0 && k < lower.Length - 1)
                    continue;
                var last = inner < 0 ? _layers.Order[column - 1].Length : inner;
                for (; scanned <= k; scanned++)
                {
                    foreach (var vertex in _layers.Upper[lower[scanned]])
                    {
                        if ((_place[vertex] < first || _place[vertex] > last) && !IsInner(vertex, lower[scanned]))
                            _conflicts.Add((vertex, lower[scanned]));
                    }
                }

                first = last;
            }
        }
    }

    /// <returns>For each vertex the first one of its block.</returns>
    private int[] Align(bool fromLeft, bool fromTop, int longest)
    {
        var root = new int[_layers.VertexCount];
        var length = new int[root.Length];
        for (var vertex = 0; vertex < root.Length; vertex++)
            root[vertex] = vertex;

        var columns = _layers.Order.Length;
        for (var step = 1; step < columns; step++)
        {
            var column = _layers.Order[fromLeft ? step : columns - 1 - step];
            var reached = -1;
            for (var k = 0; k < column.Length; k++)
            {
                var vertex = column[fromTop ? k : column.Length - 1 - k];
                var around = (fromLeft ? _layers.Upper : _layers.Lower)[vertex].ToArray();
                Array.Sort(around, (a, b) => PlaceOf(a).CompareTo(PlaceOf(b)));
                for (var median = (around.Length - 1) / 2; around.Length > 0 && median <= around.Length / 2 && root[vertex] == vertex; median++)
                {
                    var other = around[median];
                    if (PlaceOf(other) <= reached || length[root[other]] >= longest - 1 || _conflicts.Contains(fromLeft ? (other, vertex) : (vertex, other)))
                        continue;
                    root[vertex] = root[other];
                    length[root[vertex]]++;
                    reached = PlaceOf(other);
                }
            }
        }

        return root;

        int PlaceOf(int vertex) => fromTop ? _place[vertex] : int.MaxValue / 2 - _place[vertex];
    }
}

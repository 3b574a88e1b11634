namespace Xcs.Dataflow;

/// <summary>For each of n items a list of integers, all in one array (compressed sparse rows).</summary>
internal readonly struct Adjacency(int[] start, int[] items)
{
    public int Count => start.Length - 1;

    public int ItemCount => start[^1];

    public ReadOnlySpan<int> this[int row] => items.AsSpan(start[row], start[row + 1] - start[row]);

    /// <summary>Offsets of the rows in <see cref="Items"/>; one more than there are rows.</summary>
    public int[] Start => start;

    public int[] Items => items;

    /// <summary>The rows of n items that have none.</summary>
    public static Adjacency None(int rows) => new(new int[rows + 1], []);

    /// <summary>Row b of the result holds every a whose row holds b, in increasing order of a.</summary>
    public Adjacency Transpose(int rows)
    {
        var transposedStart = new int[rows + 1];
        foreach (var item in items.AsSpan(0, ItemCount))
            transposedStart[item + 1]++;
        for (var row = 0; row < rows; row++)
            transposedStart[row + 1] += transposedStart[row];

        var next = transposedStart.AsSpan(0, rows).ToArray();
        var transposed = new int[ItemCount];
        for (var row = 0; row < Count; row++)
        {
            foreach (var item in this[row])
                transposed[next[item]++] = row;
        }

        return new(transposedStart, transposed);
    }

    /// <summary>Rows from a list of (row, item) pairs; the order of a row's items is that of the list.</summary>
    public static Adjacency FromPairs(int rows, List<(int Row, int Item)> pairs)
    {
        if (pairs.Count == 0)
            return None(rows);

        var start = new int[rows + 1];
        foreach (var (row, _) in pairs)
            start[row + 1]++;
        for (var row = 0; row < rows; row++)
            start[row + 1] += start[row];

        var next = start.AsSpan(0, rows).ToArray();
        var items = new int[pairs.Count];
        foreach (var (row, item) in pairs)
            items[next[row]++] = item;
        return new(start, items);
    }
}

using Xcs.Dataflow;

namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>Pushes blocks of aligned vertices together: each goes as far as the blocks before it let it, then back to where the ones behind it need it.</summary>
internal static class BlockCompaction
{
    /// <returns>The height of each vertex.</returns>
    public static int[] Run(Layers layers, int[] root, Func<int, int, int> distance, bool fromTop)
    {
        var gaps = Gaps(layers, root, distance, fromTop);
        var behind = Adjacency.FromPairs(root.Length, [.. gaps.Keys]);
        var height = new int[root.Length];
        var order = Sorted(behind);
        foreach (var block in order)
        {
            foreach (var next in behind[block])
                height[next] = Math.Max(height[next], height[block] + gaps[(block, next)]);
        }

        for (var k = order.Length - 1; k >= 0; k--)
        {
            var room = int.MaxValue;
            foreach (var next in behind[order[k]])
                room = Math.Min(room, height[next] - gaps[(order[k], next)]);
            if (room < int.MaxValue)
                height[order[k]] = Math.Max(height[order[k]], room);
        }

        var heights = new int[root.Length];
        for (var vertex = 0; vertex < heights.Length; vertex++)
            heights[vertex] = fromTop ? height[root[vertex]] : -height[root[vertex]];
        return heights;
    }

    // Between blocks that are neighbours in a column, the largest distance that one of their columns asks for.
    private static Dictionary<(int Row, int Item), int> Gaps(Layers layers, int[] root, Func<int, int, int> distance, bool fromTop)
    {
        var gaps = new Dictionary<(int Row, int Item), int>();
        foreach (var column in layers.Order)
        {
            for (var k = 1; k < column.Length; k++)
            {
                var (above, below) = (column[k - 1], column[k]);
                var pair = fromTop ? (root[above], root[below]) : (root[below], root[above]);
                gaps[pair] = Math.Max(gaps.GetValueOrDefault(pair), distance(above, below));
            }
        }

        return gaps;
    }

    // Blocks never cross, so that one before another in a column is before it everywhere.
    private static int[] Sorted(Adjacency behind)
    {
        var before = new int[behind.Count];
        foreach (var block in behind.Items)
            before[block]++;
        var order = new int[behind.Count];
        var (taken, found) = (0, 0);
        for (var block = 0; block < before.Length; block++)
        {
            if (before[block] == 0)
                order[found++] = block;
        }

        while (taken < found)
        {
            foreach (var next in behind[order[taken++]])
            {
                if (--before[next] == 0)
                    order[found++] = next;
            }
        }

        return order[..found];
    }
}

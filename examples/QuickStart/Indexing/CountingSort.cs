namespace QuickStart;

/// <summary>Orders items by a small key in linear time; items with the same key keep their order.</summary>
public static class CountingSort
{
    /// <returns>The items in order, and where each key starts among them (with the end as last element).</returns>
    public static (int[] Order, int[] Starts) Order(ReadOnlySpan<int> keys, int keyCount)
    {
        var starts = new int[keyCount + 1];
        foreach (var key in keys)
        {
            starts[key + 1]++;
        }

        for (var key = 0; key < keyCount; key++)
        {
            starts[key + 1] += starts[key];
        }

        var next = starts.AsSpan(0, keyCount).ToArray();
        var order = new int[keys.Length];
        for (var item = 0; item < keys.Length; item++)
        {
            order[next[keys[item]]++] = item;
        }

        return (order, starts);
    }
}

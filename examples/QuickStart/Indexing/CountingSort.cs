namespace QuickStart;

/// <summary>Orders values by a small key in linear time; values with the same key keep their order.</summary>
public static class CountingSort
{
    /// <returns>The values in order, and where each key starts among them, with the end as last element.</returns>
    public static (T[] Sorted, int[] Starts) Sort<T>(ReadOnlySpan<int> keys, ReadOnlySpan<T> values, int keyCount)
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
        var sorted = GC.AllocateUninitializedArray<T>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            sorted[next[keys[i]]++] = values[i];
        }

        return (sorted, starts);
    }
}

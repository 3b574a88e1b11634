namespace Xcs.Tests.Execution.Randomized;

/// <summary>Any value as a number, and any number as a value: what all operators of random programs compute with.</summary>
internal static class Values
{
    public static Type TypeOf(Kind kind) => kind switch
    {
        Kind.Int => typeof(int),
        Kind.Long => typeof(long),
        Kind.Text => typeof(string),
        Kind.Pair => typeof(Pair),
        _ => typeof(long[]),
    };

    public static long Hash<T>(T value) => value switch
    {
        int number => Mix(11, number),
        long number => Mix(13, number),
        string text => Hash(text),
        Pair pair => Mix(Hash(pair.Text!), pair.Number),
        Loop loop => Mix(loop.Left, loop.Value),
        ValueTuple<long, string> tuple => Mix(Hash(tuple.Item2), tuple.Item1),
        ValueTuple<long, long> tuple => Mix(tuple.Item1, tuple.Item2),
        CancellationToken token => token.IsCancellationRequested ? -1 : 1,
        System.Collections.IEnumerable items => HashAll(items),
        null => 17,
        _ => throw new ArgumentException($"no hash for {value.GetType()}"),
    };

    public static T Make<T>(long hash) => (T)Make(typeof(T), hash);

    public static object Make(Type type, long hash)
    {
        if (type == typeof(int))
            return (int)hash;
        if (type == typeof(long))
            return hash;
        if (type == typeof(string))
            return $"t{hash:x}";
        if (type == typeof(Pair))
            return new Pair($"p{hash & 255}", hash >> 8);
        var items = new long[(int)((ulong)hash % 6)];
        for (var k = 0; k < items.Length; k++)
            items[k] = Mix(hash, k);
        return items;
    }

    public static long Mix(long a, long b)
    {
        var x = unchecked((ulong)((a * 0x1000193) ^ b) * 0x9E3779B97F4A7C15);
        return unchecked((long)(x ^ (x >> 29)));
    }

    /// <summary>x ↦ a·x + b as one number; composition is associative and does not commute.</summary>
    public static long Compose(long left, long right)
    {
        var (a, b, c, d) = ((uint)(left >> 32), (uint)left, (uint)(right >> 32), (uint)right);
        return unchecked(((long)(a * c) << 32) | ((a * d) + b));
    }

    private static long Hash(string text)
    {
        var hash = 19L;
        foreach (var letter in text ?? "")
            hash = Mix(hash, letter);
        return hash;
    }

    private static long HashAll(System.Collections.IEnumerable items)
    {
        var hash = 23L;
        foreach (var item in items)
            hash = Mix(hash, Hash<object>(item));
        return hash;
    }
}

namespace Xcs.Bench;

/// <summary>The workloads as a user of the product writes them.</summary>
internal static class XcsPrograms
{
    /// <summary>A node per call. Nodes whose result nobody reads run as well, because Mix is not marked pure.</summary>
    public static Func<Traced<ulong>, Traced<ulong>> ForPattern(Pattern pattern) => argument =>
    {
        var slots = new Traced<ulong>[pattern.Count + 1];
        slots[Pattern.Argument] = argument;
        for (var node = 0; node < pattern.Count; node++)
            slots[node + 1] = Graph.Call(Operators.Mix, slots[pattern.Left[node]], slots[pattern.Right[node]]);
        return slots[^1];
    };

    public static Traced<ulong> BlockingCalls(Traced<ulong> argument) =>
        MixFour(Graph.Call(Block, argument), Graph.Call(Block, argument), Graph.Call(Block, argument), Graph.Call(Block, argument));

    public static Traced<ulong> AsyncCalls(Traced<ulong> argument) => MixFour(
        Graph.Call(Operators.DelayAsync, argument),
        Graph.Call(Operators.DelayAsync, argument),
        Graph.Call(Operators.DelayAsync, argument),
        Graph.Call(Operators.DelayAsync, argument));

    [Operator(Blocking = true)]
    private static ulong Block(ulong value) => Operators.Block(value);

    private static Traced<ulong> MixFour(Traced<ulong> a, Traced<ulong> b, Traced<ulong> c, Traced<ulong> d) =>
        Graph.Call(Operators.Mix, Graph.Call(Operators.Mix, a, b), Graph.Call(Operators.Mix, c, d));
}

namespace Xcs.Bench;

/// <summary>The operators of <c>scaling</c>, and the function that calls N of them.</summary>
internal static class ScalingOperators
{
    /// <summary>Iterations of the kernel: some two hundred microseconds.</summary>
    public const int Iterations = 200_000;

    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(5);

    public static ulong Compute(ulong value) => Operators.Mix(value, ComputeKernel.Run(Iterations));

    [Operator(Blocking = true)]
    public static ulong Block(ulong value)
    {
        Thread.Sleep(Wait);
        return Operators.Mix(value, value);
    }

    public static Func<ulong, ulong> Of(ScalingWork work) => work == ScalingWork.Cpu ? Compute : Block;

    /// <summary>N calls that do not need each other, and their sum.</summary>
    public static Func<Traced<ulong>, Traced<ulong>> Program(ScalingWork work, int count) => argument =>
        Graph.Call(Combine, Graph.Array(Enumerable.Range(0, count).Select(k => Graph.Call(Of(work), argument + Graph.Constant((ulong)k)))));

    /// <summary>The same one after the other.</summary>
    public static ulong OneByOne(ScalingWork work, int count, ulong argument)
    {
        var call = Of(work);
        var values = new ulong[count];
        for (var k = 0; k < count; k++)
            values[k] = call(argument + (ulong)k);
        return Combine(values);
    }

    private static ulong Combine(ulong[] values)
    {
        ulong sum = 0;
        foreach (var value in values)
            sum = Operators.Mix(sum, value);
        return sum;
    }
}

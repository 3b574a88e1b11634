namespace Xcs.Tests.Execution.Randomized;

/// <summary>A jitted function that operators of random programs call; it has parallel and waiting nodes of its own.</summary>
internal static class Nested
{
    public static JitFunction<long, long> Function { get; } = Graph.Jit((Traced<long> x) =>
    {
        var left = x.Then(Left);
        var right = x.Then(RightAsync);
        return Graph.Call(Values.Mix, left, right);
    }, new JitOptions { Mode = ExecutionMode.Eager });

    public static long Plain(long x) => Values.Mix(Left(x), Right(x));

    private static long Left(long x) => Values.Mix(x, 1);

    private static long Right(long x) => Values.Mix(x, 2);

    private static async Task<long> RightAsync(long x)
    {
        await Task.Yield();
        return Right(x);
    }
}

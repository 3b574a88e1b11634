using System.Numerics;

namespace Xcs.Benchmarks;

/// <summary>The operators, and graphs of them.</summary>
internal static class Steps
{
    /// <summary>About a nanosecond; not pure, so that no pass removes it.</summary>
    public static ulong Mix(ulong a, ulong b) => (a ^ BitOperations.RotateLeft(b, 23)) * 0x9E3779B97F4A7C15;

    /// <summary>About a microsecond.</summary>
    public static ulong Microsecond(ulong value)
    {
        for (var k = 0; k < 1050; k++)
            value = Mix(value, (ulong)k);
        return value;
    }

    public static Func<Traced<ulong>, Traced<ulong>> Diamond() => static x =>
    {
        var a = Graph.Call(Mix, x, x);
        return Graph.Call(Mix, Graph.Call(Mix, a, x), Graph.Call(Mix, x, a));
    };

    public static Func<Traced<ulong>, Traced<ulong>> Chain(int nodes) => x =>
    {
        var value = x;
        for (var k = 0; k < nodes; k++)
            value = Graph.Call(Mix, value, x);
        return value;
    };

    /// <summary>Steps of nodes that read both neighbours of the step before.</summary>
    public static Func<Traced<ulong>, Traced<ulong>> Stencil(int width, int steps) => x =>
    {
        var values = Enumerable.Repeat(x, width).ToArray();
        for (var step = 0; step < steps; step++)
            values = [.. values.Select((_, k) => Graph.Call(Mix, values[Math.Max(0, k - 1)], values[Math.Min(width - 1, k + 1)]))];
        return Graph.Call(Mix, values[0], values[^1]);
    };

    public static Func<Traced<ulong>, Traced<ulong>> Microseconds(int width, int steps) => x =>
    {
        var values = Enumerable.Repeat(x, width).ToArray();
        for (var step = 0; step < steps; step++)
            values = [.. values.Select(value => Graph.Call(Microsecond, value))];
        return Graph.Call(Mix, values[0], values[^1]);
    };
}

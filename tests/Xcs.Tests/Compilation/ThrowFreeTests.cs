using System.Numerics;
using Xcs.Compilation;

namespace Xcs.Tests.Compilation;

public sealed class ThrowFreeTests
{
    private static readonly int[] Table = [1, 2, 3];
    private static int s_calls;

    [Fact]
    public void ArithmeticIsFree()
    {
        AssertFree(true, static (a, b) => (a ^ (b << 3)) * 5);
        AssertFree(true, static (a, b) => a < b ? a + 1 : (int)(uint)b);
        AssertFree(true, Mix);
    }

    [Fact]
    public void CallsOfWhatIsFreeAreFree()
    {
        AssertFree(true, static (a, b) => (int)BitOperations.RotateLeft((uint)a, b));
        AssertFree(true, static (a, b) => (int)Math.Sqrt(a + b));
        AssertFree(true, static (a, b) => Math.Max(Mix(a, b), b));
    }

    [Fact]
    public void WhatMayThrowIsNotFree()
    {
        AssertFree(false, static (a, b) => a / b);
        AssertFree(false, static (a, b) => checked(a + b));
        AssertFree(false, static (a, b) => Math.Abs(a) + b);
        AssertFree(false, static (a, b) => Divide(a, b));
        AssertFree(false, static (a, b) => WithInitializer.Add(a, b));
    }

    [Fact]
    public void WhatReadsOrWritesMemoryIsNotFree()
    {
        var captured = 5;
        AssertFree(false, (a, b) => a + b + captured);
        AssertFree(false, static (a, b) => a + b + s_calls++);
        AssertFree(false, static (a, b) => Table[a] + b);
        captured++;
    }

    [Fact]
    public void CallsWithoutEndAreNotFollowedForEver() => AssertFree(false, static (a, b) => Endless(a, b));

    [Fact]
    public void TracedArithmeticIsFreeWhereItCannotThrow()
    {
        Assert.True(ThrowFree.Is(OperatorOf(Graph.Trace((Traced<int> x) => x + x))));
        Assert.False(ThrowFree.Is(OperatorOf(Graph.Trace((Traced<int> x) => x / x))));
        Assert.False(ThrowFree.Is(OperatorOf(Graph.Trace((Traced<decimal> x) => x + x))));
    }

    private static void AssertFree(bool expected, Func<int, int, int> function) =>
        Assert.Equal(expected, ThrowFree.Is(OperatorOf(Graph.Trace((Traced<int> x) => Graph.Call(function, x, x)))));

    private static Operator OperatorOf(DataflowGraph graph) => graph[graph.Result].Operator;

    private static int Mix(int a, int b) => (a * 31) + b;

    private static int Divide(int a, int b) => a / b;

    private static int Endless(int a, int b) => a == 0 ? b : Endless(a - 1, b);

    private static class WithInitializer
    {
        // Its static constructor runs with the first call, and may throw.
        static WithInitializer() => s_calls = 0;

        public static int Add(int a, int b) => a + b;
    }
}

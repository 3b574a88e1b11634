using System.Numerics;
using System.Runtime.CompilerServices;

namespace KernelExamples;

/// <summary>A trial whose results are numbers.</summary>
public sealed class Trial<T> : Trial
    where T : unmanaged, INumber<T>
{
    private readonly Lock _lock = new();
    private readonly double _tolerance;
    private readonly bool _inAnyOrder;

    /// <param name="length">How many results there are.</param>
    /// <param name="tolerance">How far they may be off, relative to the expected value or to one, whichever is greater.</param>
    /// <param name="inAnyOrder">Whether the kernel leaves their order open.</param>
    public Trial(int length, double tolerance = 0, bool inAnyOrder = false)
    {
        (_tolerance, _inAnyOrder) = (tolerance, inAnyOrder);
        Actual = Scratch<T>(length);
        Expected = new T[length];
    }

    /// <summary>What the kernel writes.</summary>
    public Buffer<T> Actual { get; }

    /// <summary>What the reference writes.</summary>
    public T[] Expected { get; }

    public override bool IsEqual => InOrder(Actual.ToArray()).Zip(InOrder(Expected)).All(pair => IsClose(pair.First, pair.Second));

    /// <summary>Adds what a part of a loop has found; parts may do so at the same time.</summary>
    // Inlined, the lock would keep what the caller adds up in memory instead of a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void AddToExpected(int index, T value)
    {
        lock (_lock)
            Expected[index] += value;
    }

    private IEnumerable<T> InOrder(T[] values) => _inAnyOrder ? values.Order() : values;

    private bool IsClose(T actual, T expected)
    {
        if (actual == expected)
            return true;
        var (a, e) = (double.CreateChecked(actual), double.CreateChecked(expected));
        return Math.Abs(a - e) <= _tolerance * Math.Max(1, Math.Abs(e));
    }
}

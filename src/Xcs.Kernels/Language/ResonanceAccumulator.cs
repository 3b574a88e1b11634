namespace Xcs.Kernels;

/// <summary>
/// Sums by class, from all lanes and blocks of the launches that are given it: <c>accumulator.Add(@class, value)</c> inside a kernel, the sums
/// from <see cref="this[int]"/> behind the launch. The bits are the same for any number of workers.
/// </summary>
/// <remarks>
/// A block adds up its own lanes, warp by warp and from lane 0 on, and a launch that has ended well adds the sums of its blocks in their order.
/// That takes 768 bytes a block while the launch runs. Launches that share an accumulator add to it one after the other, in the order in which they end.
/// </remarks>
public sealed class ResonanceAccumulator
{
    /// <summary>The number of classes.</summary>
    public const int Classes = 96;

    private readonly Lock _lock = new();
    private readonly double[] _sums = new double[Classes];

    /// <summary>The sum of a class.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such class.</exception>
    public double this[int @class]
    {
        get
        {
            lock (_lock)
                return _sums[@class];
        }
    }

    /// <summary>Adds a value to the sum of a class. Only inside kernels.</summary>
    /// <param name="class">The class, from 0 to 95.</param>
    /// <param name="value">What to add.</param>
    /// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
    /// <exception cref="KernelException">There is no such class; thrown from the launch.</exception>
    public void Add(int @class, double value) => OutsideKernel.Call();

    /// <summary>All sums, by class.</summary>
    public double[] ToArray()
    {
        lock (_lock)
            return [.. _sums];
    }

    /// <summary>Sets all sums to zero.</summary>
    public void Clear()
    {
        lock (_lock)
            Array.Clear(_sums);
    }

    /// <summary>Adds the sums of blocks, in their order.</summary>
    internal void Merge(ReadOnlySpan<double> blocks)
    {
        lock (_lock)
            for (var i = 0; i < blocks.Length; i++)
                _sums[i % Classes] += blocks[i];
    }
}

using System.Numerics;

namespace Xcs.Kernels.Tests.Tensors;

/// <summary>Operands, and the ways to run an operation that must all give the same bits.</summary>
internal static class TensorData
{
    /// <summary>Around the lengths of vectors, of chunks, and of what 3,072-item chunks from 10,000 items on once left out.</summary>
    public static TheoryData<int> Lengths => [0, 1, 7, 64, 3072, 8191, 8192, 8193, 9_999, 10_000, 10_001, 16_384, 50_000, 262_145];

    public static IReadOnlyList<TensorOptions> Ways { get; } =
    [
        new() { Threshold = double.PositiveInfinity },
        new(),
        .. new[] { 1, 2, 8, 32 }.Select(static workers => new TensorOptions
        {
            Threshold = 0,
            Pool = new WorkerPool(new WorkerPoolOptions { Workers = workers }),
        }),
    ];

    /// <summary>Numbers of many sizes, with a zero now and then; the same for a seed on every machine.</summary>
    public static T[] Array<T>(int length, int seed)
        where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var items = new T[length];
        for (var i = 0; i < length; i++)
            items[i] = i % 97 == 5 ? T.Zero : T.CreateChecked((random.NextDouble() - 0.5) * 8);
        return items;
    }

    /// <summary>Bits and not values: −0 is not 0 here, and NaN is NaN.</summary>
    public static byte[] Bits<T>(ReadOnlySpan<T> items)
        where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(items).ToArray();
}

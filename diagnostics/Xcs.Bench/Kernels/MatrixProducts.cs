using System.Numerics;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>A product of matrices against as many multiply-adds without memory.</summary>
/// <param name="Rows">Rows of A and C.</param>
/// <param name="Columns">Columns of B and C.</param>
/// <param name="Depth">Columns of A.</param>
/// <param name="IsDouble">Double rather than float.</param>
internal sealed record MatrixProducts(int Rows, int Columns, int Depth, bool IsDouble = false)
{
    private const int CheckedItems = 100;

    public static IReadOnlyList<MatrixProducts> List { get; } =
    [
        new(512, 512, 512),
        new(1024, 1024, 1024),
        new(512, 512, 512, IsDouble: true),
        new(1024, 1024, 1024, IsDouble: true),
        new(8, 8, 8),
        new(33, 17, 65),
        new(100, 100, 100),
        new(257, 255, 259),
        new(1, 1024, 1024),
        new(1024, 1, 1024),
        new(1000, 1000, 3),
    ];

    public Workload ToWorkload() => new(
        $"gemm {Rows} × {Columns} × {Depth} {(IsDouble ? "double" : "float")}", Rows * Columns * Depth, 1, () => IsDouble ? CreateContenders<double>() : CreateContenders<float>());

    private List<IContender> CreateContenders<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Items<T>(Rows * Depth), Items<T>(Depth * Columns), new T[Rows * Columns]);
        List<IContender> contenders = [new FuncContender("peak of one core", ContenderKind.Baseline, () => _ = MultiplyAddPeak.Run<T>((long)Rows * Columns * Depth))];
        foreach (var workers in (ReadOnlySpan<int>)[1, 2])
        {
            var pool = new WorkerPool(new() { Workers = workers });
            var options = new TensorOptions { Pool = pool };
            Array.Clear(c);
            contenders.Add(new FuncContender($"{workers}", ContenderKind.Xcs, () => TensorOps.Gemm<T>(a, b, c, Rows, Columns, Depth, options), pool));
            contenders[^1].Run(0);
            Check(a, b, c, contenders[^1]);
        }

        return contenders;
    }

    // Small whole numbers: sums are exact in any order.
    private static T[] Items<T>(int count)
        where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(static i => T.CreateChecked((int)((uint)i * 0x9E3779B9 >> 29)))];

    private void Check<T>(T[] a, T[] b, T[] c, IContender contender)
        where T : INumber<T>
    {
        for (var item = 0; item < CheckedItems; item++)
        {
            var (row, column) = ((int)((uint)item * 0x85EBCA6B % (uint)Rows), (int)((uint)item * 0xC2B2AE35 % (uint)Columns));
            var sum = T.Zero;
            for (var k = 0; k < Depth; k++)
                sum += a[(row * Depth) + k] * b[(k * Columns) + column];
            Verification.Require(c[(row * Columns) + column] == sum, contender, $"item {row}, {column} of the product is wrong");
        }
    }
}

using System.Buffers;

namespace Xcs.Kernels.Tensors;

/// <summary>
/// Reductions in an order that depends on the number of items alone: blocks of one length, then the blocks' values in a balanced binary tree.
/// One worker and 32 give the same bits.
/// </summary>
internal static unsafe class ReductionWork
{
    public const int BlockLength = 8192;

    // In nanoseconds: what the pool costs a few times over.
    private const double LeastWork = 20_000;

    private const double ItemCost = 0.1;

    /// <summary>Reduces the items of <paramref name="x"/>, or the pairs of both; <paramref name="y"/> may be the same.</summary>
    public static T Run<T, TReduction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged
        where TReduction : struct, IReduction<T>
    {
        TensorShapes.RequireSameLength(x.Length, y.Length);
        if (TReduction.Name is { } name)
            TensorShapes.RequireItems(x, name);
        options ??= TensorOptions.Default;
        var isWorthIt = options.IsWorthSplitting(x.Length * ItemCost, LeastWork);
        cancellationToken.ThrowIfCancellationRequested();
        if (x.Length <= BlockLength)
            return TReduction.Reduce(x, y);
        var rented = ArrayPool<T>.Shared.Rent(TensorShapes.Chunks(x.Length, BlockLength));
        try
        {
            var values = rented.AsSpan(0, TensorShapes.Chunks(x.Length, BlockLength));
            fixed (T* left = x, right = y, target = values)
            {
                ChunkedOperation<Blocks<T, TReduction>>.Run(
                    new(left, right, target, x.Length), isWorthIt, options, cancellationToken);
            }

            return Tree<T, TReduction>(values);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    public static T Tree<T, TReduction>(ReadOnlySpan<T> values)
        where TReduction : struct, IReduction<T>
    {
        if (values.Length == 1)
            return values[0];
        var half = (values.Length + 1) / 2;
        return TReduction.Combine(Tree<T, TReduction>(values[..half]), Tree<T, TReduction>(values[half..]));
    }

    private readonly struct Blocks<T, TReduction>(T* x, T* y, T* values, int length) : IChunked
        where T : unmanaged
        where TReduction : struct, IReduction<T>
    {
        public int Chunks => TensorShapes.Chunks(length, BlockLength);

        public void Run(int chunk)
        {
            var (start, count) = TensorShapes.Chunk(length, BlockLength, chunk);
            values[chunk] = TReduction.Reduce(new ReadOnlySpan<T>(x + start, count), new ReadOnlySpan<T>(y + start, count));
        }
    }
}

namespace Xcs.Kernels.Tensors;

/// <summary>The chunks of an operation on each item, or on each pair of items.</summary>
internal static unsafe class ElementwiseWork
{
    /// <summary>32 to 64 kB a span: large enough to be worth a claim, small enough for the second-level cache.</summary>
    public const int ChunkLength = 8192;

    // In nanoseconds: what the pool costs a few times over.
    private const double LeastWork = 20_000;

    private const double PairCost = 0.15;

    public static void Run<T, TOperation>(ReadOnlySpan<T> x, Span<T> destination, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged
        where TOperation : struct, IUnaryOperation<T>
    {
        TensorShapes.RequireDestination(x, destination, nameof(x));
        options ??= TensorOptions.Default;
        fixed (T* source = x, target = destination)
        {
            ChunkedOperation<Unary<T, TOperation>>.Run(
                new(source, target, x.Length), options.IsWorthSplitting(x.Length * TOperation.Cost, LeastWork), options, cancellationToken);
        }
    }

    public static void Run<T, TOperation>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged
        where TOperation : struct, IBinaryOperation<T>
    {
        TensorShapes.RequireSameLength(x.Length, y.Length);
        TensorShapes.RequireDestination(x, destination, nameof(x));
        TensorShapes.RequireDestination(y, destination, nameof(y));
        options ??= TensorOptions.Default;
        fixed (T* left = x, right = y, target = destination)
        {
            ChunkedOperation<Binary<T, TOperation>>.Run(
                new(left, right, target, x.Length), options.IsWorthSplitting(x.Length * PairCost, LeastWork), options, cancellationToken);
        }
    }

    public static T[] Run<T, TOperation>(T[] x, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged
        where TOperation : struct, IUnaryOperation<T>
    {
        var result = new T[TensorShapes.Require(x).Length];
        Run<T, TOperation>(x, result.AsSpan(), options, cancellationToken);
        return result;
    }

    public static T[] Run<T, TOperation>(T[] x, T[] y, TensorOptions? options, CancellationToken cancellationToken)
        where T : unmanaged
        where TOperation : struct, IBinaryOperation<T>
    {
        var result = new T[TensorShapes.Require(x).Length];
        Run<T, TOperation>(x, TensorShapes.Require(y), result.AsSpan(), options, cancellationToken);
        return result;
    }

    private readonly struct Unary<T, TOperation>(T* x, T* destination, int length) : IChunked
        where T : unmanaged
        where TOperation : struct, IUnaryOperation<T>
    {
        public int Chunks => TensorShapes.Chunks(length, ChunkLength);

        public void Run(int chunk)
        {
            var (start, count) = TensorShapes.Chunk(length, ChunkLength, chunk);
            TOperation.Invoke(new ReadOnlySpan<T>(x + start, count), new Span<T>(destination + start, count));
        }
    }

    private readonly struct Binary<T, TOperation>(T* x, T* y, T* destination, int length) : IChunked
        where T : unmanaged
        where TOperation : struct, IBinaryOperation<T>
    {
        public int Chunks => TensorShapes.Chunks(length, ChunkLength);

        public void Run(int chunk)
        {
            var (start, count) = TensorShapes.Chunk(length, ChunkLength, chunk);
            TOperation.Invoke(new ReadOnlySpan<T>(x + start, count), new ReadOnlySpan<T>(y + start, count), new Span<T>(destination + start, count));
        }
    }
}

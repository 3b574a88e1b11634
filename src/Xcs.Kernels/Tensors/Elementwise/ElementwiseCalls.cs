namespace Xcs.Kernels.Tensors;

internal readonly record struct UnaryCall<T, TOperation>(T[] X, T[] Result) : ITensorCall<T[]>
    where T : unmanaged
    where TOperation : struct, IUnaryOperation<T>
{
    public int Chunks => TensorShapes.Chunks(X.Length, ElementwiseWork.ChunkLength);

    public static UnaryCall<T, TOperation> Open(T[] x) => new(x, new T[TensorShapes.Require(x).Length]);

    public void Run(int chunk)
    {
        var (start, count) = TensorShapes.Chunk(X.Length, ElementwiseWork.ChunkLength, chunk);
        TOperation.Invoke(X.AsSpan(start, count), Result.AsSpan(start, count));
    }

    public T[] Finish() => Result;
}

internal readonly record struct BinaryCall<T, TOperation>(T[] X, T[] Y, T[] Result) : ITensorCall<T[]>
    where T : unmanaged
    where TOperation : struct, IBinaryOperation<T>
{
    public int Chunks => TensorShapes.Chunks(X.Length, ElementwiseWork.ChunkLength);

    public static BinaryCall<T, TOperation> Open(T[] x, T[] y)
    {
        TensorShapes.RequireSameLength(TensorShapes.Require(x).Length, TensorShapes.Require(y).Length);
        return new(x, y, new T[x.Length]);
    }

    public void Run(int chunk)
    {
        var (start, count) = TensorShapes.Chunk(X.Length, ElementwiseWork.ChunkLength, chunk);
        TOperation.Invoke(X.AsSpan(start, count), Y.AsSpan(start, count), Result.AsSpan(start, count));
    }

    public T[] Finish() => Result;
}

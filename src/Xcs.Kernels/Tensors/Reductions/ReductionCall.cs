namespace Xcs.Kernels.Tensors;

internal readonly record struct ReductionCall<T, TReduction>(T[] X, T[] Y, T[] Values) : ITensorCall<T>
    where T : unmanaged
    where TReduction : struct, IReduction<T>
{
    // Of nothing there is one block as well: the empty one.
    public int Chunks => Values.Length;

    public static ReductionCall<T, TReduction> Open(T[] x, T[] y)
    {
        TensorShapes.RequireSameLength(TensorShapes.Require(x).Length, TensorShapes.Require(y).Length);
        if (TReduction.Name is { } name)
            TensorShapes.RequireItems<T>(x, name);
        return new(x, y, new T[Math.Max(1, TensorShapes.Chunks(x.Length, ReductionWork.BlockLength))]);
    }

    public void Run(int chunk)
    {
        var (start, count) = TensorShapes.Chunk(X.Length, ReductionWork.BlockLength, chunk);
        Values[chunk] = TReduction.Reduce(X.AsSpan(start, count), Y.AsSpan(start, count));
    }

    public T Finish() => ReductionWork.Tree<T, TReduction>(Values);
}

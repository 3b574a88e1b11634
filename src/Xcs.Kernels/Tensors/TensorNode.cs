namespace Xcs.Kernels.Tensors;

/// <summary>Chunked work as a node of a graph: its operands are known and its result has a place.</summary>
internal interface ITensorCall<TResult> : IChunked
{
    /// <summary>After all chunks.</summary>
    TResult Finish();
}

/// <summary>Makes nodes of tensor operations: a small one that checks the operands and makes room, and one whose chunks join the wave.</summary>
internal static class TensorNode
{
    public static Traced<T[]> Unary<T, TOperation>(string name, Traced<T[]> x, SourceLocation source)
        where T : unmanaged
        where TOperation : struct, IUnaryOperation<T> =>
        Add<UnaryCall<T, TOperation>, T[]>(name, Graph.Call(UnaryCall<T, TOperation>.Open, x, source.File, source.Line), source);

    public static Traced<T[]> Binary<T, TOperation>(string name, Traced<T[]> x, Traced<T[]> y, SourceLocation source)
        where T : unmanaged
        where TOperation : struct, IBinaryOperation<T> =>
        Add<BinaryCall<T, TOperation>, T[]>(name, Graph.Call(BinaryCall<T, TOperation>.Open, x, y, source.File, source.Line), source);

    public static Traced<T> Reduce<T, TReduction>(string name, Traced<T[]> x, Traced<T[]> y, SourceLocation source)
        where T : unmanaged
        where TReduction : struct, IReduction<T> =>
        Add<ReductionCall<T, TReduction>, T>(name, Graph.Call(ReductionCall<T, TReduction>.Open, x, y, source.File, source.Line), source);

    public static Traced<TResult> Add<TCall, TResult>(string name, Traced<TCall> call, SourceLocation source)
        where TCall : struct, ITensorCall<TResult> =>
        Graph.Expand(name, new Units<TCall, TResult>(), call, source);

    private sealed class Units<TCall, TResult> : IUnitOperator<TCall, Unit, Unit, TResult>
        where TCall : struct, ITensorCall<TResult>
    {
        public int Count(TCall input) => input.Chunks;

        public Unit CreateScratch(TCall input) => default;

        public Unit Execute(TCall input, int unit, Unit scratch, CancellationToken cancellationToken)
        {
            input.Run(unit);
            return default;
        }

        public TResult Merge(TCall input, ReadOnlySpan<Unit> parts) => input.Finish();
    }
}

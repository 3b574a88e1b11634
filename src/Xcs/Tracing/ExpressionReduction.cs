using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>A <see cref="PairwiseReduction{T}"/> whose delegate is known only when the graph runs.</summary>
internal sealed class ExpressionReduction<T> : IUnitOperator<ExpressionReduction<T>.Input, PairwiseReduction<T>, T, T>
{
    public int Count(Input input) => CreateScratch(input).Count(input.Items);

    public PairwiseReduction<T> CreateScratch(Input input) => new(input.Combine);

    public T Execute(Input input, int unit, PairwiseReduction<T> scratch, CancellationToken cancellationToken) =>
        scratch.Execute(input.Items, unit, default, cancellationToken);

    public T Merge(Input input, ReadOnlySpan<T> parts) => CreateScratch(input).Merge(input.Items, parts);

    internal readonly record struct Input(T[] Items, Func<T, T, T> Combine);
}

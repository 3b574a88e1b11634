using System.Numerics;
using System.Numerics.Tensors;

namespace Xcs.Kernels.Tensors;

internal readonly struct SumReduction<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static string? Name => null;

    public static T Reduce(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => TensorPrimitives.Sum(x);

    public static T Combine(T left, T right) => left + right;
}

internal readonly struct MinReduction<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static string? Name => "least item";

    public static T Reduce(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => TensorPrimitives.Min(x);

    public static T Combine(T left, T right) => T.Min(left, right);
}

internal readonly struct MaxReduction<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static string? Name => "greatest item";

    public static T Reduce(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => TensorPrimitives.Max(x);

    public static T Combine(T left, T right) => T.Max(left, right);
}

internal readonly struct DotReduction<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static string? Name => null;

    public static T Reduce(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => TensorPrimitives.Dot(x, y);

    public static T Combine(T left, T right) => left + right;
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Xcs.Kernels.Tensors;

internal readonly struct AddOperation<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) => TensorPrimitives.Add(x, y, destination);
}

internal readonly struct SubtractOperation<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) => TensorPrimitives.Subtract(x, y, destination);
}

internal readonly struct MultiplyOperation<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) => TensorPrimitives.Multiply(x, y, destination);
}

internal readonly struct DivideOperation<T> : IBinaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) => TensorPrimitives.Divide(x, y, destination);
}

internal readonly struct AbsOperation<T> : IUnaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static double Cost => 0.1;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Abs(x, destination);
}

internal readonly struct NegateOperation<T> : IUnaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static double Cost => 0.1;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Negate(x, destination);
}

internal readonly struct ReluOperation<T> : IUnaryOperation<T>
    where T : IFloatingPointIeee754<T>
{
    public static double Cost => 0.1;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Max(x, T.Zero, destination);
}

internal readonly struct ExpOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static double Cost => 0.5;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (typeof(T) == typeof(float))
            SpanFunction.Exp.Invoke(x, destination);
        else
            TensorPrimitives.Exp(x, destination);
    }
}

internal readonly struct SigmoidOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static double Cost => 0.6;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (typeof(T) == typeof(float))
            SpanFunction.Sigmoid.Invoke(x, destination);
        else
            TensorPrimitives.Sigmoid(x, destination);
    }
}

internal readonly struct TanhOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static double Cost => 0.8;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (typeof(T) == typeof(float))
            SpanFunction.Tanh.Invoke(x, destination);
        else
            HyperbolicTangent.Invoke(x, destination);
    }
}

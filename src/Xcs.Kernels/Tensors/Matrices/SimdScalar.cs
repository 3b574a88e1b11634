using System.Numerics;

namespace Xcs.Kernels.Tensors;

/// <summary>One item: for types and machines without vectors.</summary>
internal readonly unsafe struct SimdScalar<T>(T value) : ISimd<SimdScalar<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static SimdScalar<T> Zero => new(T.Zero);

    public static SimdScalar<T> Load(T* source) => new(*source);

    public static SimdScalar<T> Broadcast(T value) => new(value);

    public static SimdScalar<T> MultiplyAdd(SimdScalar<T> left, SimdScalar<T> right, SimdScalar<T> sum) =>
        new(T.FusedMultiplyAdd(left._value, right._value, sum._value));

    public static SimdScalar<T> Add(SimdScalar<T> left, SimdScalar<T> right) => new(left._value + right._value);

    public void Store(T* target) => *target = _value;
}

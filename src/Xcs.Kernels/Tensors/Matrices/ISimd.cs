namespace Xcs.Kernels.Tensors;

/// <summary>A vector register of some width, or one item where there is none: what the matrix kernel is written in.</summary>
internal unsafe interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged
{
    /// <summary>Items a register.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    /// <summary><paramref name="left"/> × <paramref name="right"/> + <paramref name="sum"/>, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf sum);

    static abstract TSelf Add(TSelf left, TSelf right);

    void Store(T* target);
}

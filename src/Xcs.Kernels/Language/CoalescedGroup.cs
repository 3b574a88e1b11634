using System.Numerics;

namespace Xcs.Kernels;

/// <summary>Lanes that were active together, numbered by ranks without gaps. Only inside kernels.</summary>
/// <remarks>CUDA C++ Programming Guide, "Coalesced Groups". Lanes of the group that are not active any more take no part; the sanitizer reports them.</remarks>
public readonly struct CoalescedGroup
{
    /// <summary>How many lanes the group has.</summary>
    public int Size => OutsideKernel.Value<int>();

    /// <summary>The number of the lane in the group.</summary>
    public int Rank => OutsideKernel.Value<int>();

    /// <summary>The lanes of the group in the warp, one bit a lane.</summary>
    public ulong Mask => OutsideKernel.Value<ulong>();

    /// <summary>What the lanes of the group have written is visible to each other behind.</summary>
    public void Sync() => OutsideKernel.Call();

    /// <summary>The value of another lane of the group.</summary>
    public T Shuffle<T>(T value, int rank)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose rank is <paramref name="delta"/> lower; where there is none, the lane's own.</summary>
    public T ShuffleUp<T>(T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose rank is <paramref name="delta"/> higher; where there is none, the lane's own.</summary>
    public T ShuffleDown<T>(T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose rank differs in these bits; where there is none, the lane's own.</summary>
    public T ShuffleXor<T>(T value, int laneMask)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Whether all active lanes of the group say yes.</summary>
    public bool All(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>Whether any active lane of the group says yes.</summary>
    public bool Any(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>The active lanes of the group that say yes, one bit a rank.</summary>
    public ulong Ballot(bool predicate) => OutsideKernel.Value<ulong>();

    /// <summary>The active lanes of the group that have the same bits as the lane, one bit a rank.</summary>
    public ulong MatchAny<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>All active lanes of the group, if they have the same bits; none otherwise.</summary>
    public ulong MatchAll<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>The sum of the values of the active lanes of the group, in the order of <see cref="Warp.ReduceAdd{T}(T)"/>.</summary>
    public T ReduceAdd<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The least of the values of all active lanes of the group; NaN if any is.</summary>
    public T ReduceMin<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The greatest of the values of all active lanes of the group; NaN if any is.</summary>
    public T ReduceMax<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that all active lanes of the group have.</summary>
    public T ReduceAnd<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that any active lane of the group has.</summary>
    public T ReduceOr<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that an odd number of active lanes of the group have.</summary>
    public T ReduceXor<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();
}

using System.Numerics;

namespace Xcs.Kernels;

/// <summary>A part of a warp of a power of two of lanes, which works for itself. Only inside kernels.</summary>
/// <remarks>CUDA C++ Programming Guide, "Thread Block Tile". Its size is known when the kernel is compiled.</remarks>
public readonly struct Tile
{
    /// <summary>How many lanes a tile has.</summary>
    public int Size => OutsideKernel.Value<int>();

    /// <summary>The number of the lane in its tile.</summary>
    public int Rank => OutsideKernel.Value<int>();

    /// <summary>The number of the tile in its warp.</summary>
    public int Index => OutsideKernel.Value<int>();

    /// <summary>What the active lanes of the tile have written is visible to each other behind.</summary>
    public void Sync() => OutsideKernel.Call();

    /// <summary>The value of another lane of the tile.</summary>
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

    /// <summary>Whether all active lanes of the tile say yes.</summary>
    public bool All(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>Whether any active lane of the tile says yes.</summary>
    public bool Any(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>The active lanes of the tile that say yes, one bit a rank.</summary>
    public ulong Ballot(bool predicate) => OutsideKernel.Value<ulong>();

    /// <summary>The active lanes of the tile that have the same bits as the lane, one bit a rank.</summary>
    public ulong MatchAny<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>All active lanes of the tile, if they have the same bits; none otherwise.</summary>
    public ulong MatchAll<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>The sum of the values of the active lanes of the tile, in the order of <see cref="Warp.ReduceAdd{T}(T)"/>.</summary>
    public T ReduceAdd<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The least of the values of all active lanes of the tile; NaN if any is.</summary>
    public T ReduceMin<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The greatest of the values of all active lanes of the tile; NaN if any is.</summary>
    public T ReduceMax<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that all active lanes of the tile have.</summary>
    public T ReduceAnd<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that any active lane of the tile has.</summary>
    public T ReduceOr<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that an odd number of active lanes of the tile have.</summary>
    public T ReduceXor<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();
}

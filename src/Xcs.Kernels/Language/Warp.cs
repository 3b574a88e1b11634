namespace Xcs.Kernels;

/// <summary>The lanes of a warp, which run in lock-step, and what they do together. Only inside kernels.</summary>
/// <remarks>
/// <para>Meanings are those of the CUDA C++ Programming Guide, "Warp Shuffle Functions", "Warp Vote Functions", "Warp Match Functions" and "Warp Reduce
/// Functions". Types are int, uint, long, ulong, float and double. Lanes that have left, by a branch, a loop or a return, take no part: they are
/// not active. Lanes meet again where the statement that parted them ends.</para>
/// <para>A shuffle with a width works in each part of so many lanes for itself; the width is a power of two up to the size of the warp, known when the
/// kernel is compiled. What CUDA leaves undefined is defined here: a lane whose source is not active keeps its own value. The forms that end in
/// Sync take the lanes that are meant to take part, one bit a lane; those of them that are not active take no part, and the sanitizer reports them.</para>
/// </remarks>
/// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
public static partial class Warp
{
    /// <summary>How many lanes a warp has: <see cref="KernelOptions.WarpSize"/>, a constant of the compiled kernel.</summary>
    public static int Size => OutsideKernel.Value<int>();

    /// <summary>The number of the thread in its warp.</summary>
    public static int Lane => OutsideKernel.Value<int>();

    /// <summary>The number of the warp in its block.</summary>
    public static int Index => OutsideKernel.Value<int>();

    /// <summary>The lanes that are active here, one bit a lane.</summary>
    public static ulong ActiveMask() => OutsideKernel.Value<ulong>();

    /// <summary>What the active lanes have written is visible to each other behind.</summary>
    public static void Sync() => OutsideKernel.Call();

    /// <summary>As <see cref="Sync()"/> among the members.</summary>
    public static void Sync(ulong members) => OutsideKernel.Call();

    /// <summary>The warp in tiles of a power of two of lanes, from 2 up to the size of the warp.</summary>
    public static Tile Tile(int size) => OutsideKernel.Value<Tile>();

    /// <summary>The lanes that are active here as a group.</summary>
    public static CoalescedGroup Coalesced() => OutsideKernel.Value<CoalescedGroup>();
}

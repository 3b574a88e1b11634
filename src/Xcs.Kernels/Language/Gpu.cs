namespace Xcs.Kernels;

/// <summary>Where a thread of a kernel is, and what the threads of a block do together. Only inside kernels.</summary>
/// <remarks>
/// Names and meanings are those of the CUDA C++ Programming Guide, "Built-in Variables" and "Synchronization Functions". No thread may wait in a loop
/// for another one, of its warp, its block or the grid, but at a barrier: such a loop never ends, and is an error.
/// </remarks>
/// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
public static class Gpu
{
    /// <summary>The place of the thread in its block.</summary>
    public static Dim3 ThreadIdx => OutsideKernel.Value<Dim3>();

    /// <summary>The place of the block in the grid.</summary>
    public static Dim3 BlockIdx => OutsideKernel.Value<Dim3>();

    /// <summary>The size of a block, in threads.</summary>
    public static Dim3 BlockDim => OutsideKernel.Value<Dim3>();

    /// <summary>The size of the grid, in blocks.</summary>
    public static Dim3 GridDim => OutsideKernel.Value<Dim3>();

    /// <summary>The number of the thread along X: <c>BlockIdx.X * BlockDim.X + ThreadIdx.X</c>.</summary>
    public static int GlobalIndex => OutsideKernel.Value<int>();

    /// <summary>The number of the thread in its block: <c>ThreadIdx.X + BlockDim.X * (ThreadIdx.Y + BlockDim.Y * ThreadIdx.Z)</c>.</summary>
    public static int LinearThread => OutsideKernel.Value<int>();

    /// <summary>
    /// Waits for all threads of the block that have not returned; what they wrote before is visible behind. It must stand where all threads of a
    /// warp that have not returned come by together.
    /// </summary>
    public static void SyncThreads() => OutsideKernel.Call();

    /// <summary>As <see cref="SyncThreads"/>; gives how many of the threads say yes.</summary>
    public static int SyncThreadsCount(bool predicate) => OutsideKernel.Value<int>();

    /// <summary>As <see cref="SyncThreads"/>; gives whether all of the threads say yes.</summary>
    public static bool SyncThreadsAnd(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>As <see cref="SyncThreads"/>; gives whether any of the threads says yes.</summary>
    public static bool SyncThreadsOr(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>What the thread has written is visible to all threads before what it writes from here on.</summary>
    public static void MemoryFence() => OutsideKernel.Call();

    /// <summary>What the thread has written is visible to the threads of its block before what it writes from here on.</summary>
    public static void MemoryFenceBlock() => OutsideKernel.Call();
}

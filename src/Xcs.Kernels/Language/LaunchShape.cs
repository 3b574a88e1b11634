namespace Xcs.Kernels;

/// <summary>How many threads a launch has: a grid of blocks, each a box of threads. Validated when it is made.</summary>
public readonly record struct LaunchShape
{
    /// <summary>The most threads that a block may have.</summary>
    public const int MaxThreads = 1024;

    /// <summary>The most shared memory that a block may have, static and dynamic together, in bytes.</summary>
    public const int MaxSharedBytes = 1 << 20;

    /// <summary>A shape.</summary>
    /// <param name="blocks">The size of the grid, in blocks; at most 2³¹ - 1 altogether.</param>
    /// <param name="threads">The size of a block, in threads; at most <see cref="MaxThreads"/> altogether.</param>
    /// <param name="sharedBytes">The size of <see cref="Shared.Dynamic{T}"/>.</param>
    /// <exception cref="OptionsException">A size is not positive or too large.</exception>
    public LaunchShape(Dim3 blocks, Dim3 threads, int sharedBytes = 0)
    {
        // Words are made where they are needed only: shapes are made for every launch.
        if (!IsPositive(blocks))
            throw Refusal(nameof(Blocks), $"the grid is {blocks}", "Give each dimension at least 1.");
        if (!IsPositive(threads))
            throw Refusal(nameof(Threads), $"the block is {threads}", "Give each dimension at least 1.");
        if (blocks.Count > int.MaxValue)
            throw Refusal(nameof(Blocks), $"the grid {blocks} has {blocks.Count} blocks", $"Use at most {int.MaxValue}, and a loop in the kernel.");
        if (threads.Count > MaxThreads)
            throw Refusal(nameof(Threads), $"the block {threads} has {threads.Count} threads", $"Use at most {MaxThreads}, and more blocks.");
        if (blocks.Count * threads.Count > int.MaxValue)
            throw Refusal(nameof(Blocks), $"the launch has {blocks.Count * threads.Count} threads", $"Use at most {int.MaxValue}, and a loop in the kernel.");
        if (sharedBytes is < 0 or > MaxSharedBytes)
            throw Refusal(nameof(SharedBytes), $"{sharedBytes} bytes of shared memory", $"Use 0 to {MaxSharedBytes}.");
        (Blocks, Threads, SharedBytes) = (blocks, threads, sharedBytes);
    }

    /// <summary>The size of the grid, in blocks.</summary>
    public Dim3 Blocks { get; }

    /// <summary>The size of a block, in threads.</summary>
    public Dim3 Threads { get; }

    /// <summary>The size of the shared memory that a launch adds, in bytes.</summary>
    public int SharedBytes { get; }

    /// <summary>Blocks of a size, as many as it takes to have a thread for each item; threads behind the last item must do nothing.</summary>
    /// <exception cref="OptionsException">A size is not positive or too large.</exception>
    public static LaunchShape ForItems(int items, int threads) => new(Math.Max(1, (int)(((long)items + Math.Max(threads, 1) - 1) / Math.Max(threads, 1))), threads);

    internal int BlockCount => (int)Blocks.Count;

    internal int ThreadCount => (int)Threads.Count;

    internal void Validate()
    {
        if (Blocks.X <= 0)
            throw Refusal(nameof(Blocks), "the shape is empty", "Make it with new LaunchShape(blocks, threads).");
    }

    private static bool IsPositive(Dim3 size) => size is { X: > 0, Y: > 0, Z: > 0 };

    private static OptionsException Refusal(string option, string rule, string mend) => new(rule, mend, $"{nameof(LaunchShape)}.{option}");
}

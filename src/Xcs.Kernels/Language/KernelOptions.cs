using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels;

/// <summary>How a kernel is compiled and launched. Immutable; validated when the kernel is compiled.</summary>
public sealed record KernelOptions
{
    internal static KernelOptions Default { get; } = new();

    /// <summary>How many lanes a warp has: 4, 8, 16, 32 or 64.</summary>
    public int WarpSize { get; init; } = 32;

    /// <summary>What runs the kernel.</summary>
    public KernelBackend Backend { get; init; } = KernelBackend.Simd;

    /// <summary>The width of the vectors.</summary>
    public KernelWidth Width { get; init; } = KernelWidth.Auto;

    /// <summary>
    /// Watches every access and reports races, accesses out of bounds, reads of shared memory that nobody has written, barriers that not all
    /// threads reach and warp operations that name lanes which are not there: a launch that has any throws a <see cref="SanitizerException"/>
    /// at its end. The interpreter runs the kernel, one block after the other.
    /// </summary>
    public bool Sanitize { get; init; }

    /// <summary>Leaves out the checks of indices. A wrong index then reads or writes whatever is there.</summary>
    public bool Unchecked { get; init; }

    /// <summary>
    /// Makes results the same for every number of workers even where blocks meet in atomic operations whose outcome depends on their order,
    /// such as adding floats: the blocks of such a kernel run one after the other. Kernels without them are not slowed down.
    /// </summary>
    public bool DeterministicAtomics { get; init; }

    /// <summary>The pool whose workers take blocks; <see cref="WorkerPool.Shared"/> where it is null.</summary>
    public WorkerPool? Pool { get; init; }

    /// <summary>Told how many blocks of a launch are done; see <see cref="JitOptions.Progress"/>.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Records the launches; see <see cref="JitOptions.Trace"/>.</summary>
    public RunTrace? Trace { get; init; }

    /// <summary>How often a function may use variables: more, and compiled code is made of several.</summary>
    internal int MostUses { get; init; } = CodeSize.MostUses;

    internal void Validate()
    {
        Check(WarpSize is 4 or 8 or 16 or 32 or 64, nameof(WarpSize), $"a warp of {WarpSize} lanes", "Use 4, 8, 16, 32 or 64.");
        Check(Enum.IsDefined(Backend), nameof(Backend), $"{(int)Backend} is no back end", "Use a member of KernelBackend.");
        Check(Enum.IsDefined(Width), nameof(Width), $"{(int)Width} is no width of vectors", "Use a member of KernelWidth.");
        Check(!(Sanitize && Unchecked), nameof(Unchecked), "the sanitizer checks what this leaves out", "Leave out one of the two.");
    }

    private static void Check(bool holds, string option, string rule, string mend)
    {
        if (!holds)
            throw new OptionsException(rule, mend, $"{nameof(KernelOptions)}.{option}");
    }
}

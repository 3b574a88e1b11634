namespace Xcs.Kernels;

/// <summary>How a tensor operation is run. The result has the same bits whatever is chosen here.</summary>
public sealed record TensorOptions
{
    internal static TensorOptions Default { get; } = new();

    /// <summary>The pool whose workers take chunks; <see cref="WorkerPool.Shared"/> where it is null.</summary>
    public WorkerPool? Pool { get; init; }

    /// <summary>
    /// From how much work on an operation is split into chunks for the pool, as a multiple of its measured default: 1 is the default, 0 splits
    /// whatever has two chunks, and infinity never splits.
    /// </summary>
    public double Threshold { get; init; } = 1;

    internal bool IsWorthSplitting(double work, double least)
    {
        if (!(Threshold >= 0))
            throw new OptionsException($"it is {Threshold}", "Give 0 or more.", $"{nameof(TensorOptions)}.{nameof(Threshold)}");
        return work >= least * Threshold;
    }
}

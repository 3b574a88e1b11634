namespace Xcs.Rewriting;

/// <summary>How a world runs. Immutable; validated when the world is made. None of it changes a result, except <see cref="Policy"/>.</summary>
public sealed record WorldOptions
{
    private const int MaxWorkers = 1024;

    /// <summary>
    /// How many workers run units, 1 to 1024; with 1 everything runs on the caller. Default: as many as <see cref="Pool"/> has. A number that
    /// differs from that of the shared pool makes a pool that belongs to the world.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>The pool; <see cref="WorkerPool.Shared"/> where it is null and <see cref="Workers"/> does not ask for another size.</summary>
    public WorkerPool? Pool { get; init; }

    /// <summary>What happens to conflicting rewrites.</summary>
    public ConflictPolicy Policy { get; init; } = ConflictPolicy.Reject;

    /// <summary>Whether warps run at the same time.</summary>
    public CrossWarp CrossWarp { get; init; } = CrossWarp.Parallel;

    /// <summary>Whether accesses are compared with footprints.</summary>
    public GuardMode Guard { get; init; } = GuardMode.Off;

    /// <summary>Where receipts and patches go; null keeps none, so that <see cref="World.JumpTo"/> is refused.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>
    /// From how many candidates on a round runs in parallel. Fewer run on the caller: handing out costs microseconds. Default: 2048; tests set 0.
    /// </summary>
    public int ParallelFrom { get; init; } = 2048;

    internal void Validate()
    {
        Check(Workers is null or (>= 1 and <= MaxWorkers), nameof(Workers), $"{Workers} is no number of workers", $"Use 1 to {MaxWorkers}, or leave it out.");
        Check(Workers is null || Pool is null || Workers == Pool.Workers || Workers == 1, nameof(Workers), $"{Workers} is not the size of the pool given", "Set Workers or Pool, not both.");
        Check(Enum.IsDefined(Policy), nameof(Policy), $"{(int)Policy} is no policy", "Use a member of ConflictPolicy.");
        Check(Enum.IsDefined(CrossWarp), nameof(CrossWarp), $"{(int)CrossWarp} is none", "Use a member of CrossWarp.");
        Check(Enum.IsDefined(Guard), nameof(Guard), $"{(int)Guard} is no guard mode", "Use a member of GuardMode.");
        Check(ParallelFrom >= 0, nameof(ParallelFrom), $"{ParallelFrom} is negative", "Use a number from 0 on.");
    }

    private static void Check(bool holds, string option, string rule, string mend)
    {
        if (!holds)
            throw new OptionsException(rule, mend, $"{nameof(WorldOptions)}.{option}");
    }
}

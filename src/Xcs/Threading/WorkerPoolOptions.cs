using System.Runtime.CompilerServices;

namespace Xcs;

/// <summary>The size and the kind of the threads of a <see cref="WorkerPool"/>.</summary>
public sealed record WorkerPoolOptions
{
    private const int MaxWorkers = 1024;
    private const int MinStackSize = 64 * 1024;
    private const int MaxStackSize = 1024 * 1024 * 1024;
    private const int BlockingThreadLimit = 32 * 1024;

    /// <summary>How many workers run at the same time, 1 to 1024. Default: one per processor.</summary>
    public int Workers { get; init; } = Processors;

    /// <summary>Bytes of stack of each thread, 64 KiB to 1 GiB. Default: 4 MiB.</summary>
    public int StackSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>The priority of the threads. Default: normal.</summary>
    public ThreadPriority Priority { get; init; } = ThreadPriority.Normal;

    /// <summary>
    /// What the threads are called: <c>xcs-worker</c>, the default, gives <c>xcs-worker-0</c>, <c>xcs-worker-1</c>, … and
    /// <c>xcs-blocking-0</c>, …
    /// </summary>
    public string Name { get; init; } = "xcs-worker";

    /// <summary>
    /// How many threads at most, beside the workers, run operators that block, 1 to 32768. They are created when needed and retire when
    /// idle. Default: 256.
    /// </summary>
    public int MaxBlockingThreads { get; init; } = 256;

    private static int Processors => Math.Min(Environment.ProcessorCount, MaxWorkers);

    /// <summary>Half of the processors, at least two workers: leaves room for the rest of the process.</summary>
    public static WorkerPoolOptions Small() => new() { Workers = Math.Max(2, Processors / 2) };

    /// <summary>All processors and 8 MiB of stack, for operators that recurse deeply.</summary>
    public static WorkerPoolOptions Large() => new() { StackSize = 8 * 1024 * 1024 };

    /// <summary>Checks every option. <see cref="WorkerPool"/> calls it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option breaks its rule; the message says which rule and what to set.</exception>
    public void Validate()
    {
        Require(Workers is >= 1 and <= MaxWorkers, Workers, $"1 to {MaxWorkers}; leave it out for one worker per processor");
        Require(StackSize is >= MinStackSize and <= MaxStackSize, StackSize, "64 KiB to 1 GiB, in bytes; leave it out for 4 MiB");
        Require(Enum.IsDefined(Priority), Priority, "a member of ThreadPriority; leave it out for Normal");
        Require(!string.IsNullOrWhiteSpace(Name) && !Name.Any(char.IsControl), Name, "a text on one line to tell the threads by; leave it out for \"xcs-worker\"");
        Require(
            MaxBlockingThreads is >= 1 and <= BlockingThreadLimit,
            MaxBlockingThreads,
            $"1 to {BlockingThreadLimit}; leave it out for 256");
    }

    private static void Require(bool holds, object? value, string rule, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(WorkerPoolOptions)}.{name} must be {rule}.");
    }
}

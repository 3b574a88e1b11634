namespace Xcs.Diagnostics;

/// <summary>One run in a trace.</summary>
/// <param name="mode">How it uses its workers.</param>
/// <param name="workers">How many threads may take part.</param>
internal sealed class TracedRun(ExecutionMode mode, int workers)
{
    private static long s_began;
    private int _activations = -1;
    private long _lost;

    /// <summary>How many runs have begun in the process.</summary>
    public static long LastSequence => Volatile.Read(ref s_began);

    /// <summary>Orders the runs of the process by their beginning.</summary>
    public long Sequence { get; } = Interlocked.Increment(ref s_began);

    public ExecutionMode Mode => mode;

    public int Workers => workers;

    /// <summary>How many events of the run found their buffer full.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Numbers executions of the graph and of bodies; the graph itself is the first and has 0.</summary>
    public int NextActivation() => Interlocked.Increment(ref _activations);

    public void CountLost() => Interlocked.Increment(ref _lost);
}

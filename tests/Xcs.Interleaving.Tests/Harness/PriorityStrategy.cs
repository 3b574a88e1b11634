namespace Xcs.InterleavingTests.Harness;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): random priorities, and a few random steps at which the running
/// thread falls below all others. Finds bugs that need one thread to be held up for long, which uniform choice hardly ever does.
/// </summary>
internal sealed class PriorityStrategy : Strategy
{
    private const int Changes = 4;
    private const int Patience = 8;

    private readonly HashSet<int> changes = [];
    private int step;
    private long lowest;

    public PriorityStrategy(int seed)
        : base(seed)
    {
        // Schedules are some 20 to 400 steps long, and nobody knows beforehand how long this one is.
        int horizon = 25 << Next(5);
        for (int i = 0; i < Changes; i++) changes.Add(Next(horizon));
    }

    public override void Started(VirtualThread thread) => thread.Priority = 1 + Next(int.MaxValue);

    // The thread may wait for one that it never lets run. Not at the first turns: a bounded loop that looks twice before it sleeps
    // would otherwise always let everybody else go first.
    public override void Yielded(VirtualThread thread)
    {
        if (++thread.Yields % Patience == 0) thread.Priority = --lowest;
    }

    public override VirtualThread Choose(List<VirtualThread> ready, VirtualThread running)
    {
        if (changes.Contains(step++)) running.Priority = --lowest;
        VirtualThread first = ready[0];
        foreach (VirtualThread thread in ready)
        {
            if (thread.Priority > first.Priority) first = thread;
        }

        return first;
    }
}

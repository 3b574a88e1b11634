namespace Xcs.Execution;

/// <summary>One thread's part in a run: its deque, and what jobs keep for each worker.</summary>
internal sealed class Participant(Run run, int index)
{
    private uint _random = ((uint)index * 2654435769u) + 1;

    public Run Run => run;

    /// <summary>0 for a caller that is no worker of the pool, otherwise the worker's number + 1.</summary>
    public int Index => index;

    public UnitDeque Deque { get; } = new();

    /// <summary>The job of whose range this thread has claimed last: the next one is likely to be its next wave.</summary>
    public Job? Recent { get; set; }

    public int NextVictim(int count)
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)count);
    }
}

namespace Xcs.Tests.Execution.Randomized;

/// <summary>Where the operators of a function find the record of the run under way; runs come one after the other.</summary>
internal sealed class Recorder(int lines)
{
    public RunRecord Now { get; private set; } = new(lines);

    public void Reset() => Now = new(lines);
}

/// <summary>What the operators of one run did. An operator that a failed run has left behind still leaves its own record.</summary>
internal sealed class RunRecord(int lines)
{
    private readonly int[] _inside = new int[4];
    private readonly int[] _counts = new int[lines];
    private int _active;
    private string? _violation;

    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The effects by resource, in the order in which they happened.</summary>
    public List<(int Line, long Hash)>[] Logs { get; } = [[], [], [], []];

    /// <summary>How many operators are running now.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Two effects on one resource at the same time.</summary>
    public string? Violation => Volatile.Read(ref _violation);

    public void Enter(int line, Touch touch, long hash)
    {
        Interlocked.Increment(ref _active);
        Count(line);
        if (touch == Touch.Nothing)
            return;
        if (Interlocked.Increment(ref _inside[(int)touch]) != 1)
            Volatile.Write(ref _violation, $"line {line} touches {touch} while another one does");
        lock (Logs[(int)touch])
            Logs[(int)touch].Add((line, hash));
    }

    public void Leave(Touch touch)
    {
        if (touch != Touch.Nothing)
            Interlocked.Decrement(ref _inside[(int)touch]);
        Interlocked.Decrement(ref _active);
    }

    public void Count(int line) => Interlocked.Increment(ref _counts[line]);
}

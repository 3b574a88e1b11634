namespace Xcs.Tests.Execution.Randomized;

/// <summary>What the operators of one run did. The same recorder serves all runs of a function, one after the other.</summary>
internal sealed class Recorder(int lines)
{
    private readonly int[] _inside = new int[4];
    private int[] _counts = new int[lines];
    private int _active;
    private string? _violation;

    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The effects by resource, in the order in which they happened.</summary>
    public List<(int Line, long Hash)>[] Logs { get; private set; } = NewLogs();

    /// <summary>How many operators are running now.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Two effects on one resource at the same time.</summary>
    public string? Violation => Volatile.Read(ref _violation);

    public void Reset()
    {
        _counts = new int[lines];
        Logs = NewLogs();
        _violation = null;
    }

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

    private static List<(int, long)>[] NewLogs() => [[], [], [], []];
}

namespace Xcs.Diagnostics;

/// <summary>The events of one thread: written by that thread alone, read by anybody, full when it is full.</summary>
internal sealed class TraceBuffer(int threadId, string threadName, int capacity)
{
    // Runs that end when the rest is full still have their own event, which says what is missing.
    private const int SparedForRuns = 256;

    private readonly TraceEntry[] _entries = new TraceEntry[capacity + SparedForRuns];

    // Everything below it in _entries is complete: written after the entry, read before it.
    private int _count;
    private long _lost;

    public int ThreadId => threadId;

    public string ThreadName => threadName;

    public long Lost => Volatile.Read(ref _lost);

    /// <summary>What has been recorded so far.</summary>
    public ReadOnlySpan<TraceEntry> Entries => _entries.AsSpan(0, Volatile.Read(ref _count));

    public static TraceBuffer OfThisThread(int id, int capacity)
    {
        var thread = Thread.CurrentThread;
        var name = thread.IsThreadPoolThread ? "thread pool" : !string.IsNullOrEmpty(thread.Name) ? thread.Name : "caller";
        return new TraceBuffer(id, name, capacity);
    }

    public void Add(in TraceEntry entry)
    {
        var count = _count;
        if (count < capacity || (entry.Tags.Kind == TraceEventKind.Run && count < _entries.Length))
        {
            _entries[count] = entry;
            Volatile.Write(ref _count, count + 1);
            return;
        }

        Volatile.Write(ref _lost, _lost + 1);
        entry.Scope.Run!.CountLost();
    }
}

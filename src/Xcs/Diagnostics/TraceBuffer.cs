using System.Runtime.CompilerServices;

namespace Xcs.Diagnostics;

/// <summary>The events of one thread: written by that thread alone, read by anybody, full when it is full.</summary>
internal sealed class TraceBuffer(int threadId, string threadName, int capacity)
{
    // Runs that end when the rest is full still have their own event, which says what is missing.
    private const int SparedForRuns = 256;

    // Without references: what holds some would have to be looked at by every garbage collection.
    private readonly Record[] _records = new Record[capacity + SparedForRuns];

    // The executions that records are about, each again when another one came in between. Replaced when it grows, never changed below a
    // place that a record names.
    private RunScope[] _scopes = new RunScope[16];
    private RunScope? _lastScope;
    private int _scopeCount;

    // Everything below it in _records is complete: written after the record and its scope, read before them.
    private int _count;
    private long _lost;

    public int ThreadId => threadId;

    public string ThreadName => threadName;

    public long Lost => Volatile.Read(ref _lost);

    public static TraceBuffer OfThisThread(int id, int capacity)
    {
        var thread = Thread.CurrentThread;
        var name = thread.IsThreadPoolThread ? "thread pool" : !string.IsNullOrEmpty(thread.Name) ? thread.Name : "caller";
        return new TraceBuffer(id, name, capacity);
    }

    /// <summary>Lets the system find memory for all records now, rather than page by page while nodes run.</summary>
    public void Touch() => Array.Clear(_records);

    /// <summary>What has been recorded so far.</summary>
    public IEnumerable<TraceEntry> Entries()
    {
        var count = Volatile.Read(ref _count);
        var scopes = Volatile.Read(ref _scopes);
        for (var k = 0; k < count; k++)
        {
            var record = _records[k];
            yield return new TraceEntry(scopes[record.Scope], record.Started, record.Ended, record.Node, record.FirstUnit, record.UnitCount, record.Worker, record.Tags);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(RunScope scope, long started, long ended, int node, int firstUnit, int unitCount, short worker, TraceTags tags)
    {
        var (records, count) = (_records, _count);
        if (count >= records.Length - SparedForRuns && !MayOverflow(scope, count, tags))
            return;
        if (!ReferenceEquals(scope, _lastScope))
            Enter(scope);
        ref var record = ref records[count];
        record.Started = started;
        record.Ended = ended;
        record.Scope = _scopeCount - 1;
        record.Node = node;
        record.FirstUnit = firstUnit;
        record.UnitCount = unitCount;
        record.Worker = worker;
        record.Tags = tags;
        Volatile.Write(ref _count, count + 1);
    }

    private bool MayOverflow(RunScope scope, int count, TraceTags tags)
    {
        if (tags.Kind == TraceEventKind.Run && count < _records.Length)
            return true;
        Volatile.Write(ref _lost, _lost + 1);
        scope.Run!.CountLost();
        return false;
    }

    private void Enter(RunScope scope)
    {
        var scopes = _scopes;
        if (_scopeCount == scopes.Length)
            Array.Resize(ref scopes, 2 * _scopeCount);
        scopes[_scopeCount++] = _lastScope = scope;
        Volatile.Write(ref _scopes, scopes);
    }

    private struct Record
    {
        public long Started;
        public long Ended;
        public int Scope;
        public int Node;
        public int FirstUnit;
        public int UnitCount;
        public short Worker;
        public TraceTags Tags;
    }
}

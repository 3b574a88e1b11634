using System.Collections.Concurrent;
using System.Text;
using Xcs.Diagnostics;
using Xcs.Diagnostics.Exports.ChromeTrace;
using Xcs.Diagnostics.Telemetry;

namespace Xcs;

/// <summary>
/// Records every run of the process that begins while it is open: what ran where, when, and how it ended. A run that began before is left
/// out, one that is still going on when the trace is closed is recorded to its end. While no trace is open, recording costs a run one read of a static field.
/// </summary>
/// <remarks>
/// <para>
/// All members may be called from any thread, also while runs go on: they show what has been recorded so far. Several traces may be open at
/// once; each has all runs of its own time. While one is open, graphs run node by node also where they are compiled.
/// </para>
/// <para>
/// With the environment variable <c>XCS_TRACE</c> set to the path of a file, a trace of the whole process is opened at the first run and written
/// there when the process exits, or ends by an exception that nobody catches: as Chrome trace JSON, or, where the path ends in <c>.html</c> or
/// <c>.htm</c>, as the <see cref="RunReport"/> of the run that took longest.
/// </para>
/// </remarks>
public sealed class RunTrace : IDisposable
{
    private static readonly Lock Gate = new();
    private static volatile RunTrace? s_current = EnvironmentTrace.Open();

    private readonly ConcurrentDictionary<int, TraceBuffer> _buffers = [];
    private readonly RunTraceOptions _options;
    private readonly RunTrace? _outer;
    private readonly bool _isOfProcess;
    private readonly long _firstSequence = TracedRun.LastSequence + 1;

    // Traces that record for this one as well: opened, or used by a graph, while it was open. Guarded by the gate, as is the end.
    private readonly List<RunTrace> _inner = [];
    private long _lastSequence = long.MaxValue;

    internal RunTrace(RunTraceOptions options, RunTrace? outer, bool isOfProcess = true)
    {
        options.Validate();
        _options = options;
        _outer = outer;
        _isOfProcess = isOfProcess;
        // Whoever opens a trace most likely runs a graph next.
        BufferOfThisThread().Touch();
    }

    /// <summary>The trace that runs record to: the open one that was opened last.</summary>
    internal static RunTrace? Current => s_current;

    /// <summary>What has been recorded, by run and then by start.</summary>
    public IReadOnlyList<TraceEvent> Events => Assemble().Events();

    /// <summary>A summary of each run that has ended, in the order in which they began.</summary>
    public IReadOnlyList<RunSummary> Runs => Assemble().Summaries();

    /// <summary>
    /// A report of each run that has ended, in the order in which they began: where its time went and what would make it faster. Reports are
    /// worked out anew whenever they are asked for, which takes a moment where there are many runs.
    /// </summary>
    public IReadOnlyList<RunReport> Reports => Assemble().Reports();

    /// <summary>How many events found the buffer of their thread full and are missing; see <see cref="RunTraceOptions.EventsPerThread"/>.</summary>
    public long LostEvents => Buffers().Sum(static buffer => buffer.Lost);

    private long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Opens a trace. Dispose of it to stop recording; what it has recorded can still be read.</summary>
    /// <param name="options">How much to record; the defaults where it is null.</param>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    public static RunTrace Start(RunTraceOptions? options = null)
    {
        lock (Gate)
        {
            var trace = new RunTrace(options ?? RunTraceOptions.Default, s_current);
            s_current?._inner.Add(trace);
            s_current = trace;
            return trace;
        }
    }

    /// <summary>Makes a trace of those graphs alone whose <see cref="JitOptions.Trace"/> it is, open until it is disposed of.</summary>
    /// <param name="options">How much to record; the defaults where it is null.</param>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    public static RunTrace ForOptions(RunTraceOptions? options = null) => new(options ?? RunTraceOptions.Default, outer: null, isOfProcess: false);

    /// <summary>Closes the trace: runs that begin from now on are not recorded.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_lastSequence != long.MaxValue)
                return;
            Volatile.Write(ref _lastSequence, TracedRun.LastSequence);
            while (s_current is { } current && current._lastSequence != long.MaxValue)
                s_current = current._outer;
        }

        if (LostEvents is > 0 and var lost)
            XcsEventSource.Log.TraceEventsLost(lost);
    }

    /// <summary>
    /// The trace as Chrome trace JSON, which Perfetto (ui.perfetto.dev) and chrome://tracing open: a slice for each event on the track of its
    /// thread, a track of its own for each node that was left waiting, arrows for the edges of graphs, and counters of the workers that run
    /// nodes and of the nodes that are ready and wait. Times are in microseconds from the first run on.
    /// </summary>
    public string ToChromeTrace()
    {
        using var stream = new MemoryStream();
        WriteChromeTrace(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes <see cref="ToChromeTrace"/> to a file; makes its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void WriteChromeTrace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = File.Create(path);
        WriteChromeTrace(stream);
    }

    /// <summary>What a run of a graph records to: its own trace, which then records for the current one as well.</summary>
    /// <param name="own">The graph's own trace; null where it has none.</param>
    internal static RunTrace? For(RunTrace? own)
    {
        var current = s_current;
        // Whatever is open in the process sees what those opened after it record.
        if (own is null || own._isOfProcess || own.LastSequence != long.MaxValue)
            return current;
        current?.Include(own);
        return own;
    }

    /// <summary>The events of the calling thread.</summary>
    internal TraceBuffer BufferOfThisThread() => _buffers.GetOrAdd(Environment.CurrentManagedThreadId, static (id, options) => TraceBuffer.OfThisThread(id, options.EventsPerThread), _options);

    private void WriteChromeTrace(Stream stream) => ChromeTraceWriter.Write(stream, Events, LostEvents);

    private void Include(RunTrace trace)
    {
        lock (Gate)
        {
            if (!_inner.Contains(trace))
                _inner.Add(trace);
        }
    }

    internal RunReport? Report(int run) => Assemble().Report(run);

    private TraceAssembly Assemble() => TraceAssembly.Of(Buffers(), _firstSequence, LastSequence);

    private HashSet<TraceBuffer> Buffers()
    {
        var buffers = new HashSet<TraceBuffer>();
        lock (Gate)
        {
            Collect(this);
        }

        return buffers;

        void Collect(RunTrace trace)
        {
            buffers.UnionWith(trace._buffers.Values);
            trace._inner.ForEach(Collect);
        }
    }
}

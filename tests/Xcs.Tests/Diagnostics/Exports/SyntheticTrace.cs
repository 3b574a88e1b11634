using System.Diagnostics;
using System.Text;
using Xcs.Diagnostics.Exports.ChromeTrace;

namespace Xcs.Tests.Diagnostics.Exports;

/// <summary>A run of two branches whose times are made up: the caller and a worker, a node that is left waiting, nodes that are queued.</summary>
internal static class SyntheticTrace
{
    private static readonly DataflowGraph Graph = Xcs.Graph.Jit<int, int>(TracedPrograms.Branches).Graph;

    public static TraceEvent[] Events { get; } =
    [
        Caller(-1, null, 0, 120) with { Kind = TraceEventKind.Run, Node = null, Operator = Graph.Name, Wave = -1 },
        Caller(1, 0, 10, 30),
        Caller(2, 30, 30, 60),
        Worker(4, 30, 40, 90),
        Caller(3, 60, 70, 100),
        Worker(5, 90, 90, 115) with { IsSuspended = true },
        Worker(5, null, 90, 95) with { Kind = TraceEventKind.Part },
        Worker(5, null, 110, 118) with { Kind = TraceEventKind.Part },
        Caller(6, 115, 118, 120),
    ];

    public static string Text(IReadOnlyList<TraceEvent>? events = null)
    {
        using var stream = new MemoryStream();
        ChromeTraceWriter.Write(stream, events ?? Events, lost: 0);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static TraceEvent Worker(int node, int? queued, int started, int ended) =>
        Caller(node, queued, started, ended) with { Thread = TraceThread.Worker, Worker = 0, ThreadId = 7, ThreadName = "xcs-worker-0" };

    // In microseconds from 5 s on.
    private static TraceEvent Caller(int node, int? queued, int started, int ended) => new()
    {
        Run = 1,
        Kind = TraceEventKind.Node,
        Graph = Graph,
        Node = new NodeId(node),
        Operator = node < 0 ? "" : Graph[new NodeId(node)].Operator.Name,
        Activation = 0,
        Item = -1,
        Wave = node switch { 1 => 0, 2 or 4 => 1, 3 or 5 => 2, _ => 3 },
        FirstUnit = -1,
        UnitCount = 0,
        Thread = TraceThread.Caller,
        Worker = -1,
        ThreadId = 1,
        ThreadName = "caller",
        Queued = queued is { } at ? Ticks(at) : null,
        Started = Ticks(started),
        Ended = Ticks(ended),
        Outcome = TraceOutcome.Done,
        IsSuspended = false,
    };

    private static long Ticks(int microseconds) => (5_000_000 + microseconds) * (Stopwatch.Frequency / 1_000_000);
}

using System.Diagnostics.Tracing;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>Events for dotnet-trace, PerfView and event listeners in the process. README.md in this folder is the catalogue.</summary>
[EventSource(Name = Telemetry.Name)]
internal sealed class XcsEventSource : EventSource
{
    public static readonly XcsEventSource Log = new();

    private XcsEventSource()
    {
    }

    // Runs overlap and end on other threads than they begin on: their numbers tell which events belong together.
    [Event(1, Level = EventLevel.Informational, Keywords = Keywords.Runs, ActivityOptions = EventActivityOptions.Disable, Message = "Run {0} of {1} begins: {2}, {3} workers.")]
    public void RunStart(long run, string graph, string mode, int workers) => WriteEvent(1, run, graph, mode, workers);

    [Event(2, Level = EventLevel.Informational, Keywords = Keywords.Runs, ActivityOptions = EventActivityOptions.Disable, Message = "Run {0} of {1} is {2} after {3} s.")]
    public void RunStop(long run, string graph, string outcome, double seconds) => WriteEvent(2, run, graph, outcome, seconds);

    [Event(3, Level = EventLevel.Warning, Keywords = Keywords.Runs | Keywords.Failures, Message = "Run {0} of {1} failed after {2} s: {3}: {4}")]
    public void RunFailed(long run, string graph, double seconds, string errorType, string message) => WriteEvent(3, run, graph, seconds, errorType, message);

    [Event(4, Level = EventLevel.Verbose, Keywords = Keywords.Nodes, Message = "Run {0}: node {1} ({2}) is {3} after {4} s.")]
    public void Node(long run, int node, string operation, string outcome, double seconds) => WriteEvent(4, run, node, operation, outcome, seconds);

    [Event(5, Level = EventLevel.Verbose, Keywords = Keywords.Nodes, Message = "Run {0}: {3} units of {1} from {2} on took {4} s.")]
    public void Units(long run, string operation, int first, int count, double seconds) => WriteEvent(5, run, operation, first, count, seconds);

    [Event(6, Level = EventLevel.Informational, Keywords = Keywords.Compilation, Message = "{0} runs another way: {1}, {2} ({3}).")]
    public void TierChanged(string graph, string mode, string stage, string reason) => WriteEvent(6, graph, mode, stage, reason);

    [Event(7, Level = EventLevel.Warning, Keywords = Keywords.Compilation, Message = "{0} could not be compiled and runs as before: {1}")]
    public void CompilationFailed(string graph, string message) => WriteEvent(7, graph, message);

    [Event(8, Level = EventLevel.Informational, Keywords = Keywords.Compilation, Message = "{0} was traced again: {1}.")]
    public void Retraced(string function, string reason) => WriteEvent(8, function, reason);

    [Event(9, Level = EventLevel.Informational, Keywords = Keywords.Pools, Message = "Pool {0} of {1} workers takes no more runs.")]
    public void PoolClosing(string pool, int workers) => WriteEvent(9, pool, workers);

    [Event(10, Level = EventLevel.Warning, Keywords = Keywords.Traces, Message = "A trace lost {0} events: its buffers were full.")]
    public void TraceEventsLost(long events) => WriteEvent(10, events);

    /// <summary>What a listener can ask for.</summary>
    public static class Keywords
    {
        public const EventKeywords Runs = (EventKeywords)1;
        public const EventKeywords Nodes = (EventKeywords)2;
        public const EventKeywords Compilation = (EventKeywords)4;
        public const EventKeywords Pools = (EventKeywords)8;
        public const EventKeywords Traces = (EventKeywords)16;
        public const EventKeywords Failures = (EventKeywords)32;
    }
}

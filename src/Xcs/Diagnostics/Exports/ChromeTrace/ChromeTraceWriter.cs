using System.Globalization;
using System.Text.Json;

namespace Xcs.Diagnostics.Exports.ChromeTrace;

/// <summary>
/// Writes events in the Trace Event Format ("Trace Event Format", Google, 2016): complete events (X) that nest on the track of their thread,
/// nestable asynchronous events (b, e) for what was left waiting, flow events (s, f) for the edges of graphs, and counters (C). The same
/// events give the same text.
/// </summary>
internal static class ChromeTraceWriter
{
    private const int Process = 1;

    public static void Write(Stream stream, IReadOnlyList<TraceEvent> events, long lost)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartObject("otherData");
        json.WriteNumber("lostEvents", lost);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        WriteNames(json, events);
        var origin = Origin(events);
        var flows = new TraceFlows(events);
        for (var place = 0; place < events.Count; place++)
        {
            if (events[place].IsSuspended)
                WriteWaiting(json, events[place], origin);
            else
                WriteSlice(json, events[place], origin);
            // Right behind the slice: a reader that takes events of one moment in their order finds it open and nothing inside it yet.
            foreach (var end in flows.Of(place))
                WriteFlow(json, end, events[place].ThreadId, origin);
        }

        foreach (var (name, at, value) in TraceCounters.Of(events))
            WriteCounter(json, name, Ticks.ToMicroseconds(at - origin), value);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A node may have been queued before anything that is in the trace had started.
    private static long Origin(IReadOnlyList<TraceEvent> events) =>
        events.Count == 0 ? 0 : events.Min(static e => Math.Min(e.Started, e.Queued ?? e.Started));

    private static void WriteNames(Utf8JsonWriter json, IReadOnlyList<TraceEvent> events)
    {
        WriteName(json, "process_name", 0, "name", "Xcs");
        var threads = events.GroupBy(static e => e.ThreadId).Select(static group => group.MinBy(static e => (e.Thread, e.Worker)));
        var place = 0;
        foreach (var thread in threads.OrderBy(Rank).ThenBy(static e => e.ThreadName, StringComparer.Ordinal).ThenBy(static e => e.ThreadId))
        {
            WriteName(json, "thread_name", thread.ThreadId, "name", thread.ThreadName);
            WriteName(json, "thread_sort_index", thread.ThreadId, "sort_index", place++);
        }

        static (int, int) Rank(TraceEvent e) => (e.Thread switch { TraceThread.Caller => 0, TraceThread.Worker => 1, TraceThread.Blocking => 2, _ => 3 }, e.Worker);
    }

    private static void WriteName(Utf8JsonWriter json, string kind, int thread, string field, object value)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        if (value is int number)
            json.WriteNumber(field, number);
        else
            json.WriteString(field, (string)value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSlice(Utf8JsonWriter json, in TraceEvent traced, long origin)
    {
        var started = Ticks.ToMicroseconds(traced.Started - origin);
        Begin(json, traced, "X", started);
        json.WriteNumber("dur", Ticks.ToMicroseconds(traced.Ended - origin) - started);
        WriteArguments(json, traced);
        json.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter json, in TraceEvent traced, long origin)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{traced.Run}.{traced.Activation}.{traced.Node?.Value ?? -1}.{traced.FirstUnit}");
        Begin(json, traced, "b", Ticks.ToMicroseconds(traced.Started - origin));
        json.WriteString("id", id);
        WriteArguments(json, traced);
        json.WriteEndObject();
        Begin(json, traced, "e", Ticks.ToMicroseconds(traced.Ended - origin));
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    private static void WriteFlow(Utf8JsonWriter json, in TraceFlows.FlowEnd end, int thread, long origin)
    {
        json.WriteStartObject();
        json.WriteString("ph", end.IsStart ? "s" : "f");
        if (!end.IsStart)
            json.WriteString("bp", "e");
        json.WriteString("name", end.IsOrder ? "order" : "value");
        json.WriteString("cat", "edge");
        json.WriteNumber("id", end.Number);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteNumber("ts", Ticks.ToMicroseconds(end.At - origin));
        json.WriteEndObject();
    }

    private static void WriteCounter(Utf8JsonWriter json, string name, decimal at, int value)
    {
        json.WriteStartObject();
        json.WriteString("ph", "C");
        json.WriteString("name", name);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", 0);
        json.WriteNumber("ts", at);
        json.WriteStartObject("args");
        json.WriteNumber("count", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, in TraceEvent traced, string phase, decimal at)
    {
        json.WriteStartObject();
        json.WriteString("ph", phase);
        json.WriteString("name", NameOf(traced));
        json.WriteString("cat", CategoryOf(traced.Kind));
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", traced.ThreadId);
        json.WriteNumber("ts", at);
    }

    private static void WriteArguments(Utf8JsonWriter json, in TraceEvent traced)
    {
        json.WriteStartObject("args");
        json.WriteNumber("run", traced.Run);
        json.WriteString("graph", traced.Graph.Name);
        if (traced.Node is { } node)
        {
            json.WriteNumber("node", node.Value);
            json.WriteNumber("wave", traced.Wave);
        }

        if (traced.Item >= 0)
        {
            json.WriteNumber("item", traced.Item);
            json.WriteNumber("activation", traced.Activation);
        }

        if (traced.UnitCount > 0)
        {
            json.WriteNumber("unit", traced.FirstUnit);
            json.WriteNumber("units", traced.UnitCount);
        }

        if (traced.Queued is { } queued)
            json.WriteNumber("queued", Ticks.ToMicroseconds(Math.Max(0, traced.Started - queued)));
        json.WriteString("outcome", OutcomeOf(traced.Outcome));
        json.WriteEndObject();
    }

    private static string NameOf(in TraceEvent traced) => traced switch
    {
        { Kind: TraceEventKind.Run } => $"run {traced.Operator}",
        { UnitCount: 1 } => string.Create(CultureInfo.InvariantCulture, $"{traced.Operator} [{traced.FirstUnit}]"),
        { UnitCount: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{traced.Operator} [{traced.FirstUnit}..{traced.FirstUnit + traced.UnitCount - 1}]"),
        _ => traced.Operator,
    };

    private static string CategoryOf(TraceEventKind kind) => kind switch
    {
        TraceEventKind.Run => "run",
        TraceEventKind.Node => "node",
        TraceEventKind.Units => "units",
        _ => "part",
    };

    private static string OutcomeOf(TraceOutcome outcome) => outcome switch
    {
        TraceOutcome.Done => "done",
        TraceOutcome.Failed => "failed",
        _ => "dropped",
    };
}

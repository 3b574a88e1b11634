using System.Text;
using System.Text.Json;

namespace Xcs.Diagnostics;

/// <summary>A report as JSON. Members have the names of the properties in camel case.</summary>
internal static class ReportJson
{
    public static string Write(RunReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            Write(json, report);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, RunReport report)
    {
        var run = report.Summary;
        json.WriteStartObject();
        json.WriteNumber("run", run.Run);
        json.WriteString("graph", run.Graph);
        json.WriteString("mode", run.Mode.ToString());
        json.WriteNumber("workers", run.Workers);
        json.WriteString("outcome", run.Outcome.ToString());
        Time(json, "makespan", run.Makespan);
        Time(json, "work", run.Work);
        Time(json, "workerTime", run.WorkerTime);
        Time(json, "span", run.Span);
        Time(json, "bound", report.Bound);
        Part(json, "efficiency", report.Efficiency);
        Part(json, "utilisation", report.Utilisation);
        Time(json, "queuedTime", report.QueuedTime);
        Time(json, "runTime", report.RunTime);
        Time(json, "schedulingCost", report.SchedulingCost);
        json.WriteNumber("lostEvents", run.LostEvents);
        Rows(json, "advice", report.Advice, Advice);
        Rows(json, "lanes", report.Lanes, Lane);
        Rows(json, "path", report.Path, Step);
        Rows(json, "waves", report.Waves, Wave);
        Rows(json, "operators", report.Operators, Operator);
        Rows(json, "whatIfs", report.WhatIfs, WhatIf);
        json.WriteStartArray("parallelism");
        foreach (var running in report.Parallelism)
            json.WriteNumberValue(Math.Round(running, 3));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Advice(Utf8JsonWriter json, Advice advice)
    {
        json.WriteString("kind", advice.Kind.ToString());
        json.WriteString("finding", advice.Finding);
        json.WriteString("mend", advice.Mend);
        Time(json, "gain", advice.Gain);
        json.WriteStartArray("nodes");
        foreach (var node in advice.Nodes)
            json.WriteNumberValue(node.Value);
        json.WriteEndArray();
    }

    private static void Lane(Utf8JsonWriter json, LaneReport lane)
    {
        json.WriteString("name", lane.Name);
        json.WriteString("thread", lane.Thread.ToString());
        json.WriteNumber("worker", lane.Worker);
        json.WriteNumber("threadId", lane.ThreadId);
        Time(json, "busy", lane.Busy);
        Part(json, "utilisation", lane.Utilisation);
        json.WriteNumber("nodes", lane.Nodes);
    }

    private static void Step(Utf8JsonWriter json, PathStep step)
    {
        json.WriteNumber("node", step.Node.Value);
        json.WriteString("operator", step.Operator);
        Time(json, "started", step.Started);
        Time(json, "duration", step.Duration);
        Time(json, "waited", step.Waited);
        json.WriteString("reason", step.Reason.ToString());
        Part(json, "share", step.Share);
    }

    private static void Wave(Utf8JsonWriter json, WaveReport wave)
    {
        json.WriteNumber("wave", wave.Wave);
        json.WriteNumber("nodes", wave.Nodes);
        Time(json, "started", wave.Started);
        Time(json, "ended", wave.Ended);
        Time(json, "work", wave.Work);
        json.WriteNumber("straggler", wave.Straggler.Value);
        Time(json, "wait", wave.Wait);
    }

    private static void Operator(Utf8JsonWriter json, OperatorReport operation)
    {
        json.WriteString("name", operation.Name);
        json.WriteNumber("count", operation.Count);
        Time(json, "total", operation.Total);
        Time(json, "mean", operation.Mean);
        Time(json, "median", operation.Median);
        Time(json, "p95", operation.P95);
        Time(json, "longest", operation.Longest);
        json.WriteStartArray("histogram");
        foreach (var count in operation.Histogram)
            json.WriteNumberValue(count);
        json.WriteEndArray();
        Rows(json, "lanes", operation.Lanes, static (json, lane) =>
        {
            json.WriteNumber("lane", lane.Lane);
            json.WriteNumber("count", lane.Count);
            Time(json, "time", lane.Time);
        });
    }

    private static void WhatIf(Utf8JsonWriter json, WhatIf answer)
    {
        json.WriteString("question", answer.Question);
        Time(json, "makespan", answer.Makespan);
        Time(json, "gain", answer.Gain);
    }

    private static void Rows<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter json, string name, double nanoseconds) => json.WriteNumber(name, Math.Round(nanoseconds));

    private static void Part(Utf8JsonWriter json, string name, double part) => json.WriteNumber(name, Math.Round(part, 4));
}

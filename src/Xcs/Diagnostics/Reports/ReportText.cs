using System.Globalization;
using System.Text;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>A report as plain text.</summary>
internal sealed class ReportText
{
    private const int LongestName = 24;
    private const int MostRows = 20;
    private const int BarWidth = 32;
    private const string Heights = "▁▂▃▄▅▆▇█";

    private readonly StringBuilder _text = new();
    private readonly RunReport _report;

    private ReportText(RunReport report) => _report = report;

    public static string Write(RunReport report)
    {
        var text = new ReportText(report);
        text.WriteHead();
        text.WriteAdvice();
        text.WriteThreads();
        text.WritePath();
        text.WriteWaves();
        text.WriteOperators();
        text.WriteQuestions();
        return text._text.ToString();
    }

    /// <summary>What is wrong with the recording itself; null where nothing is.</summary>
    public static string? Caveat(RunReport report) => report.Summary switch
    {
        { LostEvents: > 0 } run => string.Create(CultureInfo.InvariantCulture, $"{run.LostEvents} events found the buffer of their thread full and are missing: times of nodes are too small. Raise RunTraceOptions.EventsPerThread."),
        { Outcome: TraceOutcome.Failed } => "The run failed: nodes after the failed one are left out.",
        { Outcome: TraceOutcome.Dropped } => "The run was cancelled: nodes that had not started are left out.",
        _ => null,
    };

    /// <summary>The mean number of workers that ran nodes, over time, in so many columns.</summary>
    public static string Sparkline(RunReport report, int columns)
    {
        var each = report.Parallelism.Count / columns;
        return string.Concat(Enumerable.Range(0, columns).Select(column =>
        {
            var mean = report.Parallelism.Skip(column * each).Take(each).Average() / report.Summary.Workers;
            return mean <= 0 ? ' ' : Heights[Math.Clamp((int)(mean * Heights.Length), 0, Heights.Length - 1)];
        }));
    }

    /// <summary>Why a node did not start earlier, in a few words.</summary>
    public static string Because(WaitReason reason) => reason switch
    {
        WaitReason.Dependency => "at once",
        WaitReason.WorkersBusy => "all workers busy",
        WaitReason.Wave => "the wave before",
        _ => "queue",
    };

    /// <summary>By how much an answer differs from the run; empty where it does not.</summary>
    public static string Change(WhatIf answer) => Math.Abs(answer.Gain) < 0.001 * answer.Makespan ? "" : $"{(answer.Gain >= 0 ? "−" : "+")}{Duration.Text(Math.Abs(answer.Gain))}";

    private void WriteHead()
    {
        var (report, run) = (_report, _report.Summary);
        Line($"run {run.Run} of {run.Graph}: {run.Mode}, {run.Workers} {(run.Workers == 1 ? "worker" : "workers")}, {run.Outcome.ToString().ToLowerInvariant()}");
        Line($"  makespan {Duration.Text(run.Makespan)}, bound {Duration.Text(report.Bound)}, efficiency {report.Efficiency:P0}");
        Line($"  T1 {Duration.Text(run.Work)}, T∞ {Duration.Text(run.Span)}, utilisation {report.Utilisation:P0}");
        Line($"  nodes ran {Duration.Text(report.RunTime)} and stood ready {Duration.Text(report.QueuedTime)}, all of them together");
        if (Caveat(report) is { } caveat)
            Line($"  {caveat}");
    }

    private void WriteAdvice()
    {
        Title("advice");
        if (_report.Advice.Count == 0)
            Line($"  none: nothing that the simulator knows gains 1 %");
        foreach (var (index, advice) in _report.Advice.Index())
        {
            Line($"  {index + 1}. saves {Duration.Text(advice.Gain)} ({advice.Gain / Math.Max(1, _report.Makespan):P0}). {advice.Finding}");
            Line($"     {advice.Mend}");
        }
    }

    private void WriteThreads()
    {
        Title("threads");
        foreach (var lane in _report.Lanes)
            Line($"  {Cut(lane.Name),-LongestName} {Bar(lane.Utilisation)} {lane.Utilisation,6:P0}  {lane.Nodes} {(lane.Nodes == 1 ? "node" : "nodes")}");
        var idle = _report.Summary.Workers - _report.Lanes.Count(static lane => Timeline.HoldsWorker(lane.Thread));
        Rest(idle, "worker", "that ran nothing");
        Line($"  {"busy workers over time",-LongestName} {Sparkline(_report, 2 * BarWidth)}");
    }

    private void WritePath()
    {
        Title("critical path: what decided when the run ended");
        Line($"  {"node",-LongestName} {"started",10} {"waited",10} {"ran",10} {"blame",6}  why not earlier");
        // The largest blame counts; the order of time stays.
        var shown = _report.Path.OrderByDescending(static step => step.Share).Take(MostRows).ToHashSet();
        foreach (var step in _report.Path.Where(shown.Contains))
            Line($"  {Cut($"{step.Node} {step.Operator}"),-LongestName} {Duration.Text(step.Started),10} {Duration.Text(step.Waited),10} {Duration.Text(step.Duration),10} {step.Share,6:P0}  {Because(step.Reason)}");
        Rest(_report.Path.Count - shown.Count, "node", "with less blame");
    }

    private void WriteWaves()
    {
        Title("waves");
        Line($"  {"wave",4} {"nodes",6} {"from",10} {"to",10} {"work",10} {"waited",10}  for");
        var shown = _report.Waves.OrderByDescending(static wave => wave.Ended - wave.Started).Take(MostRows).ToHashSet();
        foreach (var wave in _report.Waves.Where(shown.Contains))
            Line($"  {wave.Wave,4} {wave.Nodes,6} {Duration.Text(wave.Started),10} {Duration.Text(wave.Ended),10} {Duration.Text(wave.Work),10} {Duration.Text(wave.Wait),10}  {_report.Graph[wave.Straggler]}");
        Rest(_report.Waves.Count - shown.Count, "wave", "that took less time");
    }

    private void WriteOperators()
    {
        Title("operators");
        Line($"  {"operator",-LongestName} {"count",7} {"total",10} {"median",10} {"p95",10} {"longest",10}  threads");
        foreach (var operation in _report.Operators.Take(MostRows))
            Line($"  {Cut(operation.Name),-LongestName} {operation.Count,7} {Duration.Text(operation.Total),10} {Duration.Text(operation.Median),10} {Duration.Text(operation.P95),10} {Duration.Text(operation.Longest),10}  {operation.Lanes.Count}");
        Rest(_report.Operators.Count - MostRows, "operator", "with less time");
    }

    private void WriteQuestions()
    {
        Title("what if");
        foreach (var answer in _report.WhatIfs)
            Line($"  {answer.Question,-48} {Duration.Text(answer.Makespan),10}  {Change(answer)}");
    }

    private void Title(string title) => _text.Append('\n').Append(title).Append('\n');

    private void Rest(int count, string what, string why)
    {
        if (count > 0)
            Line($"  … and {count} {what}{(count == 1 ? "" : "s")} {why}");
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');

    private static string Bar(double part)
    {
        var filled = (int)Math.Round(part * BarWidth);
        return new string('█', filled) + new string('·', BarWidth - filled);
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : $"{name.AsSpan(0, LongestName - 1)}…";
}

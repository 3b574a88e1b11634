using System.Text;
using Xcs.Diagnostics;
using Xcs.Diagnostics.Display;
using Xcs.Diagnostics.Exports;

namespace Xcs;

/// <summary>
/// Where the time of one run went, and what would make it shorter. Immutable and safe for use by many threads. All times are in nanoseconds;
/// moments count from the start of the run.
/// </summary>
/// <remarks>
/// Times are those of this run, with what slows nodes down when they run side by side. Gains come from a simulation of the run that is
/// calibrated by the run itself: see <see cref="SchedulingCost"/>.
/// </remarks>
[TypeFormatterSource(typeof(RunReportDisplay))]
public sealed class RunReport
{
    internal RunReport(RunRecording recording)
    {
        Recording = recording;
        var lanes = Timeline = Timeline.Of(recording);
        Plan = new ExecutionPlan(recording.Graph).WithCosts(Array.ConvertAll(recording.Costs, static cost => cost.Span)).WithBodyCosts(MeasuredBodies.Of(recording.Events));
        Lanes = lanes.Reports;
        Waves = WaveAnalysis.Of(recording, lanes);
        Path = PathAnalysis.Of(recording, lanes);
        Operators = OperatorAnalysis.Of(recording, lanes);
        Parallelism = lanes.Parallelism();
        (QueuedTime, RunTime) = lanes.QueuedAndRun();
        var model = new RunModel(recording, lanes.Makespan);
        SchedulingCost = model.Overhead;
        WhatIfs = new Questions(recording, model, Plan).All();
        Advice = new AdviceFinder(recording, model, Plan, Waves).All();
    }

    /// <summary>The run in numbers.</summary>
    public RunSummary Summary => Recording.Summary;

    /// <summary>The graph that ran.</summary>
    public DataflowGraph Graph => Recording.Graph;

    /// <summary>The plan of the graph with the times of this run as costs: of an expanding node that of its longest unit, as in <see cref="RunSummary.Span"/>.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>From the call to the result.</summary>
    public double Makespan => Summary.Makespan;

    /// <summary>max(T∞, T1/p): what no schedule of the same nodes gets below.</summary>
    public double Bound => Summary.Bound(Summary.Workers);

    /// <summary><see cref="Bound"/> as a part of <see cref="Makespan"/>: 1 is perfect.</summary>
    public double Efficiency => Summary.Efficiency(Summary.Workers);

    /// <summary>The part of the time of all workers in which they ran nodes, from 0 to 1.</summary>
    public double Utilisation => Makespan > 0 ? Math.Min(1, Lanes.Where(static lane => Timeline.HoldsWorker(lane.Thread)).Sum(static lane => lane.Busy) / (Makespan * Summary.Workers)) : 1;

    /// <summary>How long nodes could have run and did not, all of them together.</summary>
    public double QueuedTime { get; }

    /// <summary>How long nodes ran, from start to end, all of them together.</summary>
    public double RunTime { get; }

    /// <summary>The time that scheduling a unit costs the run by calibration: with it, the simulated run takes as long as the real one. It holds whatever nodes do not explain.</summary>
    public double SchedulingCost { get; }

    /// <summary>The threads that took part: the caller, workers by number, then others.</summary>
    public IReadOnlyList<LaneReport> Lanes { get; }

    /// <summary>The waves that ran, in order.</summary>
    public IReadOnlyList<WaveReport> Waves { get; }

    /// <summary>
    /// What decided when the run ended, in the order of time: from the node that ended last backwards, each time to the one that it waited for
    /// last. Durations and waits add up to the makespan, but for what lies before the first node and after the last.
    /// </summary>
    public IReadOnlyList<PathStep> Path { get; }

    /// <summary>The operators that ran, those with the most time first.</summary>
    public IReadOnlyList<OperatorReport> Operators { get; }

    /// <summary>How many workers ran nodes, as a mean over each of 256 equal parts of the makespan.</summary>
    public IReadOnlyList<double> Parallelism { get; }

    /// <summary>What would make the run shorter, the largest gain first; nothing that gains less than 1 %.</summary>
    public IReadOnlyList<Advice> Advice { get; }

    /// <summary>How long the run would take with other numbers of workers, with single nodes at half their cost, and without order that no value asks for.</summary>
    public IReadOnlyList<WhatIf> WhatIfs { get; }

    internal RunRecording Recording { get; }

    internal Timeline Timeline { get; }

    /// <summary>The report of one run of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="run">The number of the run in the trace, from 1 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trace has no such run, or the run has not ended.</exception>
    public static RunReport Of(RunTrace trace, int run)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return trace.Report(run) ?? throw new ArgumentOutOfRangeException(nameof(run), run, $"The trace has no run {run} that has ended. Its runs are in RunTrace.Runs.");
    }

    /// <summary>The report as text for a console of 100 columns.</summary>
    public string ToText() => ReportText.Write(this);

    /// <summary>The report as JSON: members in camel case, times in nanoseconds.</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>
    /// The report as one web page that needs nothing else: a timeline that zooms, waves, the graph, tables, and the advice. Its tables show
    /// without scripts too, and on paper.
    /// </summary>
    public string ToHtml() => ReportHtml.Write(this);

    /// <summary>Writes <see cref="ToHtml"/> to a file; makes its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void WriteHtml(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        File.WriteAllText(path, ToHtml(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <inheritdoc/>
    public override string ToString() => $"run {Summary.Run} of {Summary.Graph}";
}

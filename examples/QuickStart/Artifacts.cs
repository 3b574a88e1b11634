using Xcs;

namespace QuickStart;

/// <summary>The files that a run leaves behind.</summary>
public static class Artifacts
{
    /// <returns>What was written, with what to do with it.</returns>
    public static (string Path, string Use)[] Write(ExecutionPlan plan, RunTrace trace)
    {
        var folder = Directory.CreateDirectory("artifacts").FullName;
        var picture = Path.Combine(folder, "graph.svg");
        File.WriteAllText(picture, plan.ToSvg());
        var timeline = Path.Combine(folder, "trace.json");
        trace.WriteChromeTrace(timeline);
        var report = Path.Combine(folder, "report.html");
        trace.Reports[0].WriteHtml(report);
        return [(picture, "the graph, for a browser"), (report, "where the time of a run went and what would make it shorter, for a browser"), (timeline, "who ran what and when, for https://ui.perfetto.dev")];
    }
}

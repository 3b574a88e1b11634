namespace Xcs.Diagnostics;

/// <summary>When each wave ran, and which node it waited for.</summary>
internal static class WaveAnalysis
{
    public static IReadOnlyList<WaveReport> Of(RunRecording recording, Timeline timeline) =>
        [.. timeline.Nodes.GroupBy(static e => e.Wave).OrderBy(static wave => wave.Key).Select(wave => Report(recording, timeline, wave.Key, [.. wave]))];

    private static WaveReport Report(RunRecording recording, Timeline timeline, int wave, TraceEvent[] nodes)
    {
        // Ties go to the node that comes first in the program.
        var last = nodes.OrderByDescending(static e => e.Ended).ThenBy(static e => e.Node).First();
        var before = nodes.Where(e => e.Node != last.Node).Select(static e => e.Ended).DefaultIfEmpty(last.Ended).Max();
        return new WaveReport(
            wave,
            nodes.Length,
            timeline.At(nodes.Min(static e => e.Started)),
            timeline.At(last.Ended),
            nodes.Sum(e => recording.Costs[e.Node!.Value.Value].Work),
            last.Node!.Value,
            Ticks.ToNanoseconds(last.Ended - before));
    }
}

using System.Numerics;

namespace Xcs.Diagnostics;

/// <summary>Which operators ran, how long, and where.</summary>
internal static class OperatorAnalysis
{
    public static IReadOnlyList<OperatorReport> Of(RunRecording recording, Timeline timeline)
    {
        var held = timeline.Slices.ToLookup(static slice => slice.Event.Operator);
        return [.. recording.Events
            .Where(static e => e is { Kind: TraceEventKind.Node, Outcome: not TraceOutcome.Dropped })
            .GroupBy(static e => e.Operator)
            .Select(nodes => Report(nodes.Key, [.. nodes.Select(static e => Ticks.ToNanoseconds(e.Ended - e.Started)).Order()], held[nodes.Key]))
            .OrderByDescending(static report => report.Total).ThenBy(static report => report.Name, StringComparer.Ordinal)];
    }

    private static OperatorReport Report(string name, double[] times, IEnumerable<Slice> slices)
    {
        var histogram = new int[OperatorReport.HistogramPlaces];
        foreach (var time in times)
            histogram[Math.Clamp(BitOperations.Log2((ulong)(time / OperatorReport.HistogramStart)), 0, histogram.Length - 1)]++;
        return new OperatorReport(name, times.Length, times.Sum(), Quantile(times, 0.5), Quantile(times, 0.95), times[^1], histogram,
            [.. slices.GroupBy(static slice => slice.Lane).OrderBy(static lane => lane.Key).Select(static lane => (lane.Key, Nodes(lane), Time(lane)))]);
    }

    private static double Quantile(double[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];

    private static int Nodes(IEnumerable<Slice> slices) => slices.Count(static slice => slice.Event.Kind == TraceEventKind.Node);

    // Units that lie in a slice of their own node are part of it.
    private static double Time(IEnumerable<Slice> slices)
    {
        var (time, end) = (0.0, 0.0);
        foreach (var slice in slices)
        {
            time += Math.Max(0, slice.Ended - Math.Max(slice.Started, end));
            end = Math.Max(end, slice.Ended);
        }

        return time;
    }
}

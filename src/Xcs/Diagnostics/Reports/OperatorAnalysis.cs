using System.Numerics;

namespace Xcs.Diagnostics;

/// <summary>Which operators ran, how long, and where.</summary>
internal static class OperatorAnalysis
{
    public static IReadOnlyList<OperatorReport> Of(RunRecording recording, Timeline timeline)
    {
        var held = timeline.Slices.ToLookup(static slice => slice.Event.Operator);
        return [.. recording.Events
            .Where(static e => e is { Kind: TraceEventKind.Node, HasStarted: true })
            .GroupBy(static e => e.Operator)
            .Select(nodes => Report(nodes.Key, [.. nodes.Select(static e => Ticks.ToNanoseconds(e.Ended - e.Started)).Order()], nodes.CountBy(timeline.LaneOf).ToDictionary(), held[nodes.Key]))
            .OrderByDescending(static report => report.Total).ThenBy(static report => report.Name, StringComparer.Ordinal)];
    }

    private static OperatorReport Report(string name, double[] times, Dictionary<int, int> ended, IEnumerable<Slice> slices)
    {
        var histogram = new int[OperatorReport.HistogramPlaces];
        var held = slices.ToLookup(static slice => slice.Lane);
        foreach (var time in times)
            histogram[Math.Clamp(BitOperations.Log2((ulong)(time / OperatorReport.HistogramStart)), 0, histogram.Length - 1)]++;
        return new OperatorReport(name, times.Length, times.Sum(), Quantile(times, 0.5), Quantile(times, 0.95), times[^1], histogram,
            [.. held.Select(static lane => lane.Key).Union(ended.Keys).Where(static lane => lane >= 0).Order().Select(lane => (lane, ended.GetValueOrDefault(lane), Time(held[lane])))]);
    }

    private static double Quantile(double[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];

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

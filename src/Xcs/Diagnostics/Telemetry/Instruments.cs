using System.Diagnostics.Metrics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>The meter and what it measures. README.md in this folder is the catalogue.</summary>
internal static class Instruments
{
    public static readonly Meter Meter = new(Telemetry.Name, Telemetry.Version);

    public static readonly Histogram<double> RunDuration = Duration("xcs.run.duration", "From the call of a function to its result.");

    public static readonly Histogram<double> WaveDuration = Duration("xcs.wave.duration", "From the start of the first node of a wave to the end of its last.");

    public static readonly Histogram<double> NodeDuration = Duration("xcs.node.duration", "From the start of a node to its end, waiting included.");

    public static readonly Histogram<double> TimeInQueue = Duration("xcs.node.time_in_queue", "From the moment in which a node could have started to its start.");

    public static readonly Counter<long> Units = Meter.CreateCounter<long>("xcs.units", "{unit}", "Items of maps and units of unit operators that were executed.");

    public static readonly Counter<long> CacheHits = Meter.CreateCounter<long>("xcs.jit.cache_hits", "{hit}", "Calls of Graph.Jit that found their function traced.");

    public static readonly Counter<long> Retraces = Meter.CreateCounter<long>("xcs.jit.retraces", "{retrace}", "Calls of Graph.Jit that traced a function again.");

    public static readonly Counter<long> TierChanges = Meter.CreateCounter<long>("xcs.tier.changes", "{change}", "Graphs that went over to another way of running.");

    public static readonly ObservableUpDownCounter<int> ActiveWorkers = Meter.CreateObservableUpDownCounter("xcs.pool.active_workers", Pools.ActiveWorkers, "{worker}", "Workers of a pool that are not asleep.");

    // The conventional boundaries start at 5 ms: by then most nodes are over.
    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-6, 1e-5, 1e-4, 1e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
}

using System.Diagnostics;

namespace Xcs.Execution.Streaming;

/// <summary>How far a stream reads ahead, and how many items travel together.</summary>
internal static class StreamLimits
{
    /// <summary>The most items of a batch. It takes so many before what a batch costs, some microseconds, is little for each.</summary>
    public const int MostItems = 128;

    /// <summary>A batch that is less work than this may be twice as large, in ticks of the stopwatch: 100 µs.</summary>
    public static readonly long Short = Stopwatch.Frequency / 10_000;

    /// <summary>A batch that is more work than this is to be half as large: 400 µs.</summary>
    public static readonly long Long = Stopwatch.Frequency / 2_500;

    /// <summary>A full batch that is less work than this costs less to run than to hand over, in ticks of the stopwatch: 40 µs, some 0.3 µs an item.</summary>
    public static readonly long Tiny = Stopwatch.Frequency / 25_000;

    /// <summary>So many full batches have to be tiny before the stream goes on in place; twice as many each time it turns out wrong.</summary>
    public const int TinyBatches = 8;

    /// <summary>In place, one item in so many is timed.</summary>
    public const int ItemsBetweenTimings = 32;

    /// <summary>An item in place that takes longer than this ends that, in ticks of the stopwatch: 4 µs.</summary>
    public static readonly long Costly = Stopwatch.Frequency / 250_000;

    /// <summary>An item in place that takes longer than this ends that at once.</summary>
    public const int CostlyMilliseconds = 5;

    /// <summary>How many batches may be read and not yet given, the one being read included.</summary>
    public static int Batches(int workers) => Math.Max(16, 4 * workers);
}

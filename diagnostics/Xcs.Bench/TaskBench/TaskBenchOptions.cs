namespace Xcs.Bench;

/// <summary>How Task Bench is measured.</summary>
/// <param name="Repetitions">Sweeps whose median counts; all systems take turns within each.</param>
/// <param name="SampleTime">A sample is made of the runs in about this time.</param>
/// <param name="WarmUpTime">Runs before the first sample of each grain; twice.</param>
/// <param name="Steps">Steps of a graph, fewer where tasks are large.</param>
internal sealed record TaskBenchOptions(int Repetitions, TimeSpan SampleTime, TimeSpan WarmUpTime, int Steps)
{
    /// <summary>The smallest and the largest grain, in iterations of the kernel; each is twice the one before.</summary>
    public const int LeastGrain = 16;

    /// <inheritdoc cref="LeastGrain"/>
    public const int LargestGrain = 1 << 16;

    /// <summary>A system that reaches this is not asked for larger grains.</summary>
    public const double EnoughEfficiency = 0.85;

    private const int LeastSteps = 40;

    // A run of large tasks need not be long: nothing of it is start-up.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMilliseconds(4);

    /// <summary>Which of its runs a sample reports.</summary>
    public SampleStatistic Statistic { get; init; } = SampleStatistic.Median;

    public static TaskBenchOptions Full { get; } = new(5, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60), 1000);

    public static TaskBenchOptions Quick { get; } = new(3, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(25), 300);

    public int StepsFor(int width, double nanosecondsPerTask) =>
        Math.Clamp((int)(LongestRun.TotalNanoseconds / (width * nanosecondsPerTask)), LeastSteps, Steps);
}

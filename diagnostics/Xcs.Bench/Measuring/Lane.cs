using System.Diagnostics;

namespace Xcs.Bench;

/// <summary>One contender during the measurement: warm-up, calibration, and the samples so far.</summary>
internal sealed class Lane(IContender contender)
{
    private int _runsPerSample = 1;

    public IContender Contender => contender;

    public List<double> Times { get; } = [];

    public List<double> Bytes { get; } = [];

    public void WarmUp(TimeSpan duration, ulong argument)
    {
        var watch = Stopwatch.StartNew();
        do
            contender.Run(argument);
        while (watch.Elapsed < duration);
    }

    /// <summary>Chooses how many runs make a sample: twice as many until they take half of it.</summary>
    public void Calibrate(TimeSpan sampleTime, ulong argument)
    {
        for (; ; _runsPerSample *= 2)
        {
            var elapsed = Time(argument, out _);
            if (elapsed * 2 >= sampleTime)
                break;
        }
    }

    public void Sample(ulong argument, ulong expected)
    {
        // Neither the garbage nor the still spinning threads of the contender before are this one's business.
        GC.Collect(0);
        Thread.Sleep(1);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var elapsed = Time(argument, out var result);
        var after = GC.GetTotalAllocatedBytes(precise: true);

        Verification.Require(result == expected, contender, "a measured run returned another result");
        Times.Add(elapsed.TotalNanoseconds / _runsPerSample);
        Bytes.Add((double)(after - before) / _runsPerSample);
    }

    private TimeSpan Time(ulong argument, out ulong result)
    {
        result = 0;
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < _runsPerSample; run++)
            result = contender.Run(argument);
        return Stopwatch.GetElapsedTime(start);
    }
}

using System.Diagnostics;

namespace RewritingExamples;

/// <summary>Adds up what ticks did and how long they took.</summary>
public sealed class Measured(World world)
{
    public long Rewrites { get; private set; }

    public int Rounds { get; private set; }

    public TimeSpan Time { get; private set; }

    public static TimeSpan TimeOf(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    public TickReceipt Tick(int rounds = 1)
    {
        var start = Stopwatch.GetTimestamp();
        var receipt = world.Tick(rounds);
        Time += Stopwatch.GetElapsedTime(start);
        Rewrites += receipt.Accepted;
        Rounds += receipt.Rounds;
        return receipt;
    }

    public WorkloadResult Against(TimeSpan plainTime, bool isEqual, string story, Picture? picture = null) =>
        new(Rewrites, Rounds, world.CommitHash, isEqual, story, Time, plainTime, picture);
}

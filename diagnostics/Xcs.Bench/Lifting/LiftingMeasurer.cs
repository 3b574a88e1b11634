using System.Diagnostics;
using Xcs.Lifting;

namespace Xcs.Bench;

/// <summary>Runs functions and what they are lifted to in turn.</summary>
internal static class LiftingMeasurer
{
    private const int Rounds = 41;
    private const int Liftings = 20;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(60);

    public static List<LiftingMeasurement> MeasureAll(IReadOnlyList<LiftedFunction> functions)
    {
        foreach (var function in functions)
            Lifter.Translate(function.Original.Method);
        return [.. functions.Select(Measure)];
    }

    private static LiftingMeasurement Measure(LiftedFunction function)
    {
        var (original, argument) = function;
        var lifted = (Func<int, double>)Lifter.Lift(original).ToLambda(typeof(Func<int, double>)).Compile();
        if (!original(argument).Equals(lifted(argument)))
            throw new InvalidOperationException($"{original.Method.Name} gives another result when lifted.");
        WarmUp(original, argument);
        // Hot methods are compiled again 100 ms after the last new one was seen; then let the new code run once.
        Thread.Sleep(200);
        WarmUp(original, argument);
        WarmUp(lifted, argument);
        var times = Enumerable.Range(0, Rounds).Select(_ => (Original: Time(() => original(argument)), Lifted: Time(() => lifted(argument)))).ToList();
        return new(
            original.Method.Name,
            MethodSource.Of(original.Method).Instructions.Count,
            Enumerable.Range(0, Liftings).Min(_ => Time(() => Lifter.Translate(original.Method))),
            Statistics.Median(times.Select(t => t.Original)),
            Statistics.Median(times.Select(t => t.Lifted)),
            Statistics.Median(times.Select(t => t.Original / t.Lifted)));
    }

    private static void WarmUp(Func<int, double> function, int argument)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUpTime;)
            function(argument);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static double Time<T>(Func<T> action) => Time(() => { action(); });
}

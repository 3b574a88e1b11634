using System.Diagnostics;
using System.Reflection;
using Xcs.Lifting;

namespace Xcs.Bench;

/// <summary>One numeric function as the compiler left it, and lifted and compiled again. Times are medians in nanoseconds a call.</summary>
internal sealed record LiftedSpeed(string Name, double Original, double Lifted, double PairedSpeed)
{
    // Shorter than a time slice: on a busy machine most samples are still whole.
    private static readonly TimeSpan Sample = TimeSpan.FromMicroseconds(200);

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(150);

    public double Speed => Original / Lifted;

    public static IEnumerable<string> Names => Functions.Select(static method => method.Name);

    private static MethodInfo[] Functions => typeof(NumericFunctions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    public static IReadOnlyList<LiftedSpeed> Measure(Func<string, bool> isSelected, int rounds) =>
        [.. Functions.Where(method => isSelected(method.Name)).Select(method => Measure(method, rounds))];

    private static LiftedSpeed Measure(MethodInfo method, int rounds)
    {
        var original = method.CreateDelegate<Func<int, double>>();
        var lifted = (Func<int, double>)Lifter.Lift(method).ToLambda().Compile();
        for (var argument = 0; argument < 20; argument++)
        {
            if (BitConverter.DoubleToInt64Bits(original(argument)) != BitConverter.DoubleToInt64Bits(lifted(argument)))
                throw new InvalidOperationException($"{method.Name}({argument}) is not the same when lifted.");
        }

        // The original reaches its last tier before the first sample: twice 30 calls, each followed by a compilation in the background.
        for (var tier = 0; tier < 4; tier++)
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp;)
            {
                original(7);
                lifted(7);
            }

            Thread.Sleep(WarmUp);
        }

        var calls = 1;
        while (Time(original, calls) < Sample.TotalNanoseconds)
            calls *= 2;

        List<double> originals = [], lifteds = [];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes from round to round.
            if (round % 2 == 0)
                originals.Add(Time(original, calls) / calls);
            lifteds.Add(Time(lifted, calls) / calls);
            if (round % 2 != 0)
                originals.Add(Time(original, calls) / calls);
        }

        return new(method.Name, Statistics.Median(originals), Statistics.Median(lifteds), Statistics.Median(originals.Zip(lifteds, static (a, b) => a / b)));
    }

    private static double Time(Func<int, double> function, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
            function(call & 15);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}

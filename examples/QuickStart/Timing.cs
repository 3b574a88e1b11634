using System.Diagnostics;

namespace QuickStart;

/// <summary>What repeated runs of the same work took.</summary>
/// <param name="Result">The result of the last run.</param>
/// <param name="First">The first run, with the just-in-time compiler at work.</param>
/// <param name="Median">The runs after it.</param>
public sealed record Timing(SearchResult Result, TimeSpan First, TimeSpan Median)
{
    private const int Rounds = 7;

    /// <summary>Measures several ways of doing the same by turns, so that whatever slows the machine down slows all of them.</summary>
    public static Timing[] Measure(params ReadOnlySpan<Func<SearchResult>> ways)
    {
        var times = new List<TimeSpan>[ways.Length];
        var results = new SearchResult[ways.Length];
        for (var round = 0; round <= Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                results[way] = null!; // or the last index would weigh on this run's garbage collections
                GC.Collect();
                var start = Stopwatch.GetTimestamp();
                results[way] = ways[way]();
                (times[way] ??= []).Add(Stopwatch.GetElapsedTime(start));
            }
        }

        return [.. times.Zip(results, (taken, result) => new Timing(result, taken[0], taken.Skip(1).Order().ElementAt(Rounds / 2)))];
    }
}

using System.Diagnostics;

namespace QuickStart;

/// <summary>What repeated runs of the same work took.</summary>
/// <param name="Fingerprint">The digest of the last result.</param>
/// <param name="Median">Of the time of a run.</param>
public sealed record Timing(string Fingerprint, TimeSpan Median)
{
    public const int WarmUps = 3;
    public const int Rounds = 7;

    /// <summary>Measures several ways of doing the same by turns, so that whatever slows the machine down slows all of them.</summary>
    public static Timing[] Measure(params ReadOnlySpan<Func<SearchResult>> ways)
    {
        var times = new List<TimeSpan>[ways.Length];
        var digests = new string[ways.Length];
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                GC.Collect(); // or this run would clean up after the one before
                var start = Stopwatch.GetTimestamp();
                var result = ways[way]();
                (times[way] ??= []).Add(Stopwatch.GetElapsedTime(start));
                if (round == WarmUps + Rounds - 1)
                {
                    digests[way] = Digest.Of(result);
                }
            }
        }

        return [.. times.Zip(digests, (taken, digest) => new Timing(digest, taken.Skip(WarmUps).Order().ElementAt(Rounds / 2)))];
    }
}

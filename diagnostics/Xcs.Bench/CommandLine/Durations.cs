using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Xcs.Bench;

/// <summary>Durations on the command line: 50us, 1ms, 1.5s.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1)];

    public static Option<TimeSpan[]> CreateOption(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result))],
    };

    public static TimeSpan? TryParse(string text)
    {
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan()[..^suffix.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && Math.Round(value * seconds * TimeSpan.TicksPerSecond) is >= 1 and < 1e12 and var ticks)
                return TimeSpan.FromTicks((long)ticks);
        }

        return null;
    }

    private static TimeSpan Parse(string text, ArgumentResult result)
    {
        if (TryParse(text) is { } duration)
            return duration;
        result.AddError($"{text} is no duration. Give a number above 0 with its unit, such as 50us, 1ms or 2s.");
        return TimeSpan.Zero;
    }
}

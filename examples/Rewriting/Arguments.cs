using System.Globalization;

namespace RewritingExamples;

/// <summary>The command line.</summary>
/// <param name="Names">What to run; all where it is empty.</param>
/// <param name="Size">In the workload's unit; null for the small size.</param>
/// <param name="IsBig">Whether to run the big sizes.</param>
/// <param name="Workers">How many workers; null for as many as there are processors.</param>
/// <param name="Pictures">The folder for pictures; null for none.</param>
public sealed record Arguments(IReadOnlyList<string> Names, int? Size, bool IsBig, int? Workers, string? Pictures)
{
    public const string Usage = "[life|fire|sandpile|mutex|independent-set|spanning-forest|social …] [--size n | --big] [--workers n] [--pictures folder]";

    /// <exception cref="FormatException">A word is not understood.</exception>
    public static Arguments Parse(string[] words)
    {
        var arguments = new Arguments([], null, false, null, null);
        for (var k = 0; k < words.Length; k++)
        {
            arguments = words[k] switch
            {
                "--size" => arguments with { Size = Number(words, ++k, least: 4) },
                "--workers" => arguments with { Workers = Number(words, ++k, least: 1) },
                "--big" => arguments with { IsBig = true },
                "--pictures" when ++k < words.Length => arguments with { Pictures = words[k] },
                var name when AllWorkloads.List.Any(workload => workload.Name == name) => arguments with { Names = [.. arguments.Names, name] },
                _ => throw new FormatException($"{words[Math.Min(k, words.Length - 1)]} is not understood."),
            };
        }

        return arguments;
    }

    public int SizeOf(IWorkload workload) => Size ?? (IsBig ? workload.BigSize : workload.SmallSize);

    private static int Number(string[] words, int at, int least) => at < words.Length && int.TryParse(words[at], CultureInfo.InvariantCulture, out var number) && number >= least
        ? number
        : throw new FormatException($"{words[at - 1]} takes a number from {least} on.");
}

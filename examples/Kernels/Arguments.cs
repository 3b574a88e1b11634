using System.Globalization;

namespace KernelExamples;

/// <summary>The command line.</summary>
/// <param name="Names">What to run; all where it is empty.</param>
/// <param name="Size">In the example's unit; null for the small size.</param>
/// <param name="IsBig">Whether to run the big sizes.</param>
/// <param name="Options">How to compile the kernels.</param>
internal sealed record Arguments(IReadOnlyList<string> Names, int? Size, bool IsBig, KernelOptions Options)
{
    public static string Usage => $"[{string.Join('|', AllExamples.List.Select(static example => example.Name))} …] [--size n | --big] [--warp 4|8|16|32|64] [--interpret | --sanitize]";

    /// <exception cref="FormatException">A word is not understood.</exception>
    public static Arguments Parse(string[] words)
    {
        var arguments = new Arguments([], null, false, new());
        for (var k = 0; k < words.Length; k++)
        {
            arguments = words[k] switch
            {
                "--size" => arguments with { Size = Number(words, ++k) },
                "--big" => arguments with { IsBig = true },
                "--warp" => arguments with { Options = arguments.Options with { WarpSize = Number(words, ++k) } },
                "--interpret" => arguments with { Options = arguments.Options with { Backend = KernelBackend.Interpreter } },
                "--sanitize" => arguments with { Options = arguments.Options with { Sanitize = true } },
                var name when AllExamples.List.Any(example => example.Name == name) => arguments with { Names = [.. arguments.Names, name] },
                _ => throw new FormatException($"{words[k]} is not understood."),
            };
        }

        return arguments;
    }

    public int SizeOf(Example example) => Size ?? (IsBig ? example.BigSize : example.SmallSize);

    private static int Number(string[] words, int at) => at < words.Length && int.TryParse(words[at], CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new FormatException($"{words[at - 1]} takes a number from 1 on.");
}

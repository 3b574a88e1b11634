using System.Numerics;

namespace Xcs.Kernels.Launching;

/// <summary>Words for messages.</summary>
internal static class Text
{
    /// <summary>Lanes by their numbers, runs as such.</summary>
    public static string Lanes(ulong mask)
    {
        var parts = new List<string>();
        for (var lane = 0; lane < 64; lane++)
        {
            if ((mask >> lane & 1) == 0)
                continue;
            var run = Math.Min(BitOperations.TrailingZeroCount(~(mask >> lane)), 64 - lane);
            parts.Add(run == 1 ? $"{lane}" : $"{lane}-{lane + run - 1}");
            lane += run;
        }
        return $"{(BitOperations.PopCount(mask) == 1 ? "lane" : "lanes")} {string.Join(", ", parts)}";
    }

    /// <summary>The message of an exception inside a sentence.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        DivideByZeroException => "a division by zero",
        OverflowException => "a result that does not fit its type",
        _ => exception.Message.TrimEnd('.'),
    };
}

namespace Xcs.Bench;

/// <summary>Every contender must reproduce the baseline: each slot where both keep slots, the result everywhere.</summary>
internal static class Verification
{
    private const ulong Garbage = 0xDEADBEEFDEADBEEF;

    /// <summary>Runs twice, to see that a run leaves a prepared network ready for the next.</summary>
    public static void Check(IContender contender, IContender baseline)
    {
        foreach (var argument in (ReadOnlySpan<ulong>)[1, 2, 1])
        {
            baseline.Slots.Fill(Garbage);
            contender.Slots.Fill(Garbage);
            var expected = baseline.Run(argument);

            Require(contender.Run(argument) == expected, contender, "the result differs from the baseline's");
            var comparable = contender.Slots.Length == baseline.Slots.Length;
            Require(!comparable || contender.Slots.SequenceEqual(baseline.Slots), contender, "a node's value differs from the baseline's");
        }
    }

    public static void Require(bool holds, IContender contender, string problem)
    {
        if (!holds)
            throw new InvalidOperationException($"{contender.Name}: {problem}.");
    }
}

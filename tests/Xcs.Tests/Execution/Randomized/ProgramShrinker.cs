namespace Xcs.Tests.Execution.Randomized;

/// <summary>Smaller programs, the much smaller ones first.</summary>
internal static class ProgramShrinker
{
    public static IEnumerable<Block> Shrink(Block block)
    {
        for (var length = block.Steps.Length; length >= 1; length /= 2)
        {
            for (var from = 0; from < block.Steps.Length; from += length)
                yield return block with { Steps = [.. block.Steps[..from], .. block.Steps[Math.Min(from + length, block.Steps.Length)..]] };
        }

        for (var k = 0; k < block.Steps.Length; k++)
        {
            foreach (var simpler in Shrink(block.Steps[k]))
                yield return block with { Steps = [.. block.Steps[..k], simpler, .. block.Steps[(k + 1)..]] };
        }

        if (block.Result.Back > 0)
            yield return block with { Result = block.Result with { Back = 0 } };
    }

    private static IEnumerable<Step> Shrink(Step step)
    {
        foreach (var simpler in step.Simpler())
            yield return simpler;
        for (var k = 0; k < step.Blocks.Count; k++)
        {
            foreach (var smaller in Shrink(step.Blocks[k]))
                yield return step.With([.. step.Blocks.Take(k), smaller, .. step.Blocks.Skip(k + 1)]);
        }
    }
}

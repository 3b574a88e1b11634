namespace Xcs.Tests.Execution.Randomized;

/// <summary>The unit operator of random programs. Its scratch is poisoned by each unit, so that results carried in it would show.</summary>
internal sealed class UnitWork(ExpandStep step, Recorder recorder) : IUnitOperator<long[], UnitWork.Scratch, long, long>
{
    public static int CountOf(long[] input) => input.Length == 0 ? 0 : (int)((ulong)input[0] % 5) * input.Length;

    public static long Part(long[] input, int unit) => Values.Mix(input[unit % input.Length], unit);

    public int Count(long[] input)
    {
        recorder.Now.Count(step.Id);
        ThrowOn(UnitMember.Count, Values.Hash(input));
        return CountOf(input);
    }

    public Scratch CreateScratch(long[] input)
    {
        ThrowOn(UnitMember.CreateScratch, Values.Hash(input));
        return new Scratch();
    }

    public long Execute(long[] input, int unit, Scratch scratch, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref scratch.User, 1) != 0)
            throw new InvalidOperationException("one scratch is used by two units at the same time");
        ThrowOn(UnitMember.Execute, Part(input, unit), scratch);
        scratch.User = 0;
        return Part(input, unit);
    }

    public long Merge(long[] input, ReadOnlySpan<long> parts)
    {
        var hash = Values.Hash(input);
        ThrowOn(UnitMember.Merge, hash);
        foreach (var part in parts)
            hash = Values.Mix(hash, part);
        return hash;
    }

    private void ThrowOn(UnitMember member, long hash, Scratch? scratch = null)
    {
        if (!step.FailsOn(member, hash))
            return;
        if (scratch is not null)
            scratch.User = 0;
        throw Failures.Make(step.Id, hash);
    }

    internal sealed class Scratch
    {
        public int User;
    }
}

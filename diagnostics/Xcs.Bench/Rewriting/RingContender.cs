using System.Buffers.Binary;
using RewritingExamples;
using Xcs.Rewriting;

namespace Xcs.Bench;

/// <summary>The mutex ring on one worker: a world is made, the ring grows, the token goes round, every tick is committed.</summary>
internal sealed class RingContender(int processes, Admission admission) : IContender
{
    public string Name => admission == Admission.On ? "with admission" : "without";

    public ContenderKind Kind => admission == Admission.On ? ContenderKind.Xcs : ContenderKind.Baseline;

    /// <summary>The beginning of the commit hash: with admission or without, it is the same.</summary>
    public ulong Run(ulong argument)
    {
        using var world = new World(new WorldOptions { Workers = 1 }) { SkipsAdmission = admission == Admission.Skipped };
        var rewrites = 0L;
        new MutexRingWorld(world).Run(processes, rounds => rewrites += world.Tick(rounds).Accepted);
        Verification.Require(rewrites == (5L * processes) - 1, this, $"{rewrites} rewrites");
        return BinaryPrimitives.ReadUInt64LittleEndian(world.CommitHash.Span);
    }
}

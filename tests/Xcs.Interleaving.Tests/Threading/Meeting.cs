using Xcs.InterleavingTests.Harness;
using Xcs.Threading;

namespace Xcs.InterleavingTests.Threading;

/// <summary>A work item whose executions wait for each other: all go on when <paramref name="count"/> have begun.</summary>
internal sealed class Meeting(int count) : IPoolWorkItem
{
    private int arrived;
    private int left;

    public void Execute(long generation)
    {
        Interlocked.Increment(ref arrived);
        ControlledSchedule.WaitUntil(() => arrived == count);
        Interlocked.Increment(ref left);
    }

    public bool IsOver => left == count;

    public void WaitForAll() => ControlledSchedule.WaitUntil(() => IsOver);
}

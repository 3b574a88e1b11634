using FsCheck;
using FsCheck.Fluent;
using Xcs.Threading;

namespace Xcs.Tests.Threading;

public sealed class WorkQueueTests
{
    /// <summary>Against a linked list: negative numbers take the oldest, zero takes the newest, positive ones push that many.</summary>
    [Fact]
    public void BehavesLikeAListWithTwoEnds() => Prop.ForAll<int[]>(steps =>
    {
        var queue = new WorkQueue();
        var model = new LinkedList<long>();
        long next = 0;
        foreach (int step in steps)
        {
            WorkItem item;
            for (int i = 0; i < step; i++)
            {
                queue.Push(new WorkItem(queue, next));
                model.AddLast(next++);
            }

            if (step < 0)
            {
                Assert.Equal(model.Count > 0, queue.TryTakeOldest(out item));
                if (model.Count == 0) continue;
                Assert.Equal(model.First!.Value, item.Generation);
                model.RemoveFirst();
            }
            else if (step == 0)
            {
                Assert.Equal(model.Count > 0, queue.TryTakeNewest(out item));
                if (model.Count == 0) continue;
                Assert.Equal(model.Last!.Value, item.Generation);
                model.RemoveLast();
            }
        }

        Assert.Equal(model.Count == 0, queue.IsEmpty);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void KeepsTheOrderWhileTheRingGrowsAroundItsEnd()
    {
        var queue = new WorkQueue();
        long pushed = 0, taken = 0;
        while (pushed < 1_000)
        {
            for (int i = 0; i < 3; i++) queue.Push(new WorkItem(queue, pushed++));
            Assert.True(queue.TryTakeOldest(out WorkItem item));
            Assert.Equal(taken++, item.Generation);
        }
    }

    [Fact]
    public void AClosedQueueRefusesTheOutsideOnly()
    {
        var queue = new WorkQueue();
        queue.Close();
        Assert.False(queue.TryPush(new WorkItem(queue, 1)));
        queue.Push(new WorkItem(queue, 2));
        Assert.True(queue.TryTakeNewest(out WorkItem item));
        Assert.Equal(2, item.Generation);
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void OnlyTheNewestItemCanBeTakenBack()
    {
        var queue = new WorkQueue();
        object first = new(), second = new();
        queue.Push(new WorkItem(first, 0));
        queue.Push(new WorkItem(second, 0));
        Assert.False(queue.TryRemoveNewest(first));
        Assert.True(queue.TryRemoveNewest(second));
        Assert.True(queue.TryRemoveNewest(first));
        Assert.False(queue.TryRemoveNewest(first));
    }
}

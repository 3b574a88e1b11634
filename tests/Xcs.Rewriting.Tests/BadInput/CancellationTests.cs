namespace Xcs.Rewriting.Tests;

public class CancellationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CancellationAtAnyCallLeavesTheStateAsItWas(int workers)
    {
        // The token is cancelled at the n-th call of any rule, for every n there is.
        using var expected = new Yard(130, new WorldOptions { Workers = 1 });
        var calls = Count(expected, int.MaxValue, out var receipt);
        Assert.NotNull(receipt);
        var cancelled = 0;
        for (var at = 0; at <= calls; at += at < 20 ? 1 : 13)
        {
            using var yard = new Yard(130, new WorldOptions { Workers = workers, ParallelFrom = 0 });
            var (root, commit) = (yard.World.StateRoot, yard.World.CommitHash);
            Count(yard, at, out var got);
            if (got is null)
            {
                cancelled++;
                Assert.Equal((root, commit, 1UL, 1), (yard.World.StateRoot, yard.World.CommitHash, yard.World.CurrentTick, yard.World.Ledger!.Count));
                got = yard.World.Tick(rounds: 3);
            }

            Assert.Equal(receipt, got);
            Assert.Equal(expected.World.CommitHash, yard.World.CommitHash);
        }

        Assert.True(cancelled > 20, $"{cancelled}");
    }

    [Fact]
    public void ATokenThatIsCancelledBeforehandDoesNothing()
    {
        using var yard = new Yard();
        var ran = 0;
        var rule = yard.World.Register(new Probe("any") { Does = (_, _, _) => ran++ });
        yard.World.Enqueue(rule, yard.Warp, yard.Node(1));
        yard.Refuses<OperationCanceledException>(() => yard.World.Tick(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(0, ran);
        Assert.Equal(1, yard.World.Tick().Accepted);
    }

    private static int Count(Yard yard, int at, out TickReceipt? receipt)
    {
        using var cancellation = new CancellationTokenSource();
        var calls = 0;
        void Call()
        {
            if (Interlocked.Increment(ref calls) == at)
                cancellation.Cancel();
        }

        Probe rule = null!;
        rule = new Probe("walk")
        {
            Matches = (_, _) =>
            {
                Call();
                return true;
            },
            Claims = (view, node, footprint) =>
            {
                Call();
                footprint.Delete(view.EdgeOf(First(view, node, yard)));
                footprint.Create(nodes: 1, edges: 1);
                footprint.Write(yard.Label, node);
                footprint.LinkOut(node);
            },
            Does = (view, node, delta) =>
            {
                Call();
                var edge = view.EdgeOf(First(view, node, yard));
                delta.Delete(edge.Id);
                var fresh = delta.CreateNode(yard.Other);
                delta.CreateEdge(yard.Near, node, fresh);
                delta.Set(yard.Label, node, BitConverter.GetBytes(node.Index));
                delta.Enqueue(rule, node);
            },
        };
        yard.World.Register(rule);
        yard.World.EnqueueAll(rule, yard.Warp);
        if (at == 0)
            cancellation.Cancel();
        receipt = null;
        try
        {
            receipt = yard.World.Tick(rounds: 3, cancellation.Token);
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(cancellation.Token, exception.CancellationToken);
        }

        return calls;
    }

    private static EdgeId First(View view, NodeId node, Yard yard) => view.FirstOut(node, yard.Near, out var edge) ? edge.Id : default;
}

namespace Xcs.Rewriting.Tests;

/// <summary>Borders of pages, shards and trees, each time against the reference.</summary>
public class LayoutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(16_382)]
    [InlineData(16_383)]
    [InlineData(262_143)]
    public void RowsAfterAGapLieWhereTheReferenceSays(int gap)
    {
        using var twin = MakeTwin(gap, gap / 2, out var kit);
        for (uint k = 0; k < 6; k++)
        {
            twin.Enqueue(0, new Row(0, k % 2));
            twin.Tick(1);
        }

        twin.CompareGraph();
        using var replayed = World.Replay(twin.World.Ledger!);
        Assert.Equal(twin.World.StateRoot, replayed.StateRoot);
        Assert.NotEmpty(kit.Payloads);
    }

    [Fact]
    public void MoreThan65536PagesHashRight()
    {
        using var twin = MakeTwin(64 * 65_536, 64 * 65_536, out _);
        for (var k = 0; k < 3; k++)
        {
            twin.Enqueue(0, new Row(0, 0));
            twin.Tick(1);
        }

        Assert.True(twin.Naive.Warps[0].NextNode > 3 * 64 * 65_536);
        twin.CompareState();
    }

    [Fact]
    public void PagesThatEmptyAndFillAgainHashRight()
    {
        using var twin = MakeTwin(0, 0, out _);
        for (var turn = 0; turn < 4; turn++)
        {
            twin.Edit(0, delta =>
            {
                for (var k = 0; k < 200; k++)
                    delta.CreateNode(1);
            });
            var all = twin.Naive.Warps[0].Nodes.Keys.ToArray();
            twin.Edit(0, delta =>
            {
                foreach (var node in all)
                    delta.DeleteNode(new Row(0, node));
            });
            Assert.Equal(0, twin.World.Warps[0].NodeCount);
        }

        twin.CompareGraph();
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(300)]
    public void ManyWarpsHashRight(int count)
    {
        using var twin = MakeTwin(0, 0, out _);
        for (var k = 1; k < count; k++)
            twin.CreateWarp($"warp {k}", k % 3 == 0 ? new Row(0, 0) : null);
        twin.Tick(1);
        twin.Edit(count - 1, static delta => delta.CreateNode(1));
        twin.Edit(0, static delta => delta.CreateNode(1));
        twin.CompareGraph();
    }

    [Fact]
    public void NamesMayBeLongAndOfAnyScript()
    {
        using var twin = MakeTwin(0, 0, out _);
        foreach (var name in new[] { new string('x', 100_000), "\u0000", "\u00e9", "e\u0301", "\U0001F9EC\U0001F9EC", "\u202e\u05e9", "a b", "A B", "A\u00a0B" })
        {
            twin.DefineNodeType(name);
            twin.DefineEdgeType(name);
            twin.DefineLate(name);
            twin.CreateWarp(name, null);
            twin.Tick(1);
        }

        using var replayed = World.Replay(twin.World.Ledger!);
        Assert.Equal(twin.World.Warps.Select(static warp => warp.Name), replayed.Warps.Select(static warp => warp.Name));
    }

    [Fact]
    public void MoreRulesThanAWordHasBitsRunInOrder()
    {
        var kit = new Kit();
        using var twin = new Twin(kit, new WorldOptions { Workers = 4, ParallelFrom = 0, Policy = ConflictPolicy.Retry, Ledger = new Ledger() });
        twin.DefineNodeType("n");
        twin.CreateWarp("w", null);
        twin.Edit(0, static delta =>
        {
            for (var k = 0; k < 130; k++)
                delta.CreateNode(1);
        });
        for (var k = 0; k < 140; k++)
            twin.Register(new Script($"rule {k}", [], [new Act.SetSelf(kit, kit.NodePayloads[k % 5], (uint)k)]));
        for (var tick = 0; tick < 30; tick++)
        {
            for (var k = 0; k < 20; k++)
                twin.Enqueue((60 + (k * 13) + tick) % 140, new Row(0, (uint)(k * 31 % 130 / (1 + (tick % 3)))));
            twin.Tick(2);
        }
    }

    private static Twin MakeTwin(int spareNodes, int spareEdges, out Kit kit)
    {
        kit = new Kit();
        var twin = new Twin(kit, new WorldOptions { Workers = 1, Ledger = new Ledger() });
        twin.DefineNodeType("n");
        twin.DefineEdgeType("e");
        twin.CreateWarp("first", null);
        twin.Edit(0, static delta =>
        {
            delta.CreateNode(1);
            delta.CreateNode(1);
        });
        twin.Register(new Script("grow", [], [new Act.Grow(kit, 1, 1, kit.NodePayloads[0], 0, spareNodes, spareEdges)]));
        return twin;
    }
}

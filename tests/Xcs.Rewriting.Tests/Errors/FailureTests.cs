namespace Xcs.Rewriting.Tests;

public class FailureTests
{
    public static TheoryData<int> Workers => [1, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void AThrowingRuleIsNamedAndLeavesEverythingAsItWas(int workers)
    {
        using var field = Make(workers, GuardMode.Off);
        var rule = field.Rule(
            "bad",
            (_, node, footprint) => footprint.Write(field.Value, node),
            (_, node, delta) =>
            {
                delta.Set(field.Value, node, 1);
                if (node.Index >= 100)
                    throw new InvalidTimeZoneException("no");
            });
        var (image, commit) = (field.Image(), field.World.CommitHash);
        var failure = Assert.Throws<RuleException>(() => field.Tick(rule, [.. Enumerable.Range(0, 300).Reverse()]));
        Assert.Equal(rule, failure.Offender);
        Assert.Equal(FirstFrom100(), failure.Scope.Index);
        Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
        Assert.Equal(image, field.Image());
        Assert.Equal(commit, field.World.CommitHash);
    }

    // The worker that meets the failure goes on with units of the other warp, where nobody asked for nodes of the first page.
    [Theory]
    [MemberData(nameof(Workers))]
    public void AFailureInOneWarpAsksForNothingInAnother(int workers)
    {
        using var world = new World(new WorldOptions { Workers = workers, ParallelFrom = 0 });
        var type = world.NodeType("node");
        var (first, second) = (world.CreateWarp("first"), world.CreateWarp("second"));
        foreach (var warp in new[] { first, second })
        {
            world.Edit(warp, delta =>
            {
                for (var k = 0; k < 1000; k++)
                    delta.CreateNode(type);
            });
        }

        var fails = true;
        var rule = world.Register(new LambdaRule("now and then") { OnExecute = (_, node, _) => Assert.False(fails && node == new NodeId(first.Id, 40)) });
        for (var node = 0U; node <= 40; node++)
            world.Enqueue(rule, first, new NodeId(first.Id, node));
        for (var node = 64U; node < 1000; node++)
            world.Enqueue(rule, second, new NodeId(second.Id, node));
        Assert.Throws<RuleException>(() => world.Tick());
        fails = false;
        Assert.Equal(41 + 936, world.Tick().Accepted);
        Assert.Equal(0, world.Tick().Rounds);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void DivergentWritesNameAllWriters(int workers)
    {
        using var field = Make(workers, GuardMode.Off);
        var rule = field.Rule("liar", static (_, _, _) => { }, (_, node, delta) => delta.Set(field.Value, field.Node(7), node.Index % 2));
        var image = field.Image();
        var failure = Assert.Throws<DivergenceException>(() => field.Tick(rule, 1, 2, 3));
        Assert.Equal("value of node 0:7", failure.Row);
        Assert.Equal([1U, 2U, 3U], failure.Writers.Select(static writer => writer.Scope.Index));
        Assert.Equal(image, field.Image());
    }

    [Fact]
    public void IdenticalWritesAreOne()
    {
        using var field = new Field();
        var rule = field.Rule("same", static (_, _, _) => { }, (_, _, delta) => delta.Set(field.Value, field.Node(7), 5));
        Assert.Equal(3, field.Tick(rule, 1, 2, 3).Accepted);
        Assert.Equal(5, field.World.Read(field.Warp).Get(field.Value, field.Node(7)));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void EdgesToNodesThatAnotherRewriteDeletesAreDangling(int workers)
    {
        using var field = Make(workers, GuardMode.Off);
        var rule = field.World.Register(new LambdaRule("tear")
        {
            OnFootprint = static (_, _, footprint) => footprint.Create(edges: 1),
            OnExecute = (_, node, delta) =>
            {
                if (node.Index == 200)
                    delta.Delete(node);
                else
                    delta.CreateEdge(field.Next, node, field.Node(200));
            },
        });
        var image = field.Image();
        var failure = Assert.Throws<RewritingException>(() => field.Tick(rule, 3, 200));
        Assert.Equal(Fault.Dangling, failure.Fault);
        Assert.Equal(image, field.Image());
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void ABrokenMergeOrderIsFound(int workers)
    {
        using var field = Make(workers, GuardMode.Off);
        field.World.BreaksMergeOrder = true;
        var rule = field.Rule("set", (_, node, footprint) => footprint.Write(field.Value, node), (_, node, delta) => delta.Set(field.Value, field.Node((int)node.Index % 3), 1));
        var image = field.Image();
        var failure = Assert.ThrowsAny<RewritingException>(() => field.Tick(rule, [.. Enumerable.Range(0, 300)]));
        Assert.Equal(Fault.MergeOrder, failure.Fault);
        Assert.Equal(image, field.Image());
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void TheGuardNamesRuleNodeAndAccess(int workers)
    {
        using var field = Make(workers, GuardMode.On);
        var writer = field.Rule("writer", static (_, _, _) => { }, (_, node, delta) => delta.Set(field.Value, node, 1));
        var failure = Assert.Throws<FootprintException>(() => field.Tick(writer, 5));
        Assert.Equal((writer, 5U, "write value of node 0:5"), (failure.Offender, failure.Scope.Index, failure.Access));

        field.World.Deactivate(writer, field.Warp);
        var reader = field.World.Register(new LambdaRule("reader") { OnMatch = (view, node) => view.Get(field.Value, node) >= 0 });
        Assert.Equal("read value of node 0:6", Assert.Throws<FootprintException>(() => field.Tick(reader, 6)).Access);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheGuardSpeaksAlsoWhenTheRuleThrowsOrSwallows(bool throws)
    {
        using var field = Make(1, GuardMode.On);
        var rule = field.Rule("sly", static (_, _, _) => { }, (_, node, delta) =>
        {
            try
            {
                delta.Set(field.Value, node, 1);
            }
            catch (FootprintException)
            {
                if (throws)
                    throw new InvalidTimeZoneException("other");
            }
        });
        var failure = Assert.Throws<FootprintException>(() => field.Tick(rule, 5));
        Assert.Equal(throws, failure.InnerException is InvalidTimeZoneException);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void CancellationLeavesEverythingAsItWas(int workers)
    {
        using var field = Make(workers, GuardMode.Off);
        using var source = new CancellationTokenSource();
        var rounds = 0;
        var rule = field.World.Register(new LambdaRule("loop")
        {
            OnFootprint = (_, node, footprint) => footprint.Write(field.Value, node),
            OnExecute = (view, node, delta) =>
            {
                delta.Set(field.Value, node, view.Get(field.Value, node) + 1);
                if (node.Index == 0 && ++rounds == 3)
                    source.Cancel();
            },
        });
        field.World.Activate(rule, field.Warp);
        var (image, root) = (field.Image(), field.World.StateRoot);
        Assert.Throws<OperationCanceledException>(() => field.World.Tick(10, source.Token));
        Assert.Equal(3, rounds);
        Assert.Equal(image, field.Image());
        var receipt = field.World.Tick(2);
        Assert.NotEqual(root, receipt.StateRoot);
        Assert.Equal(2 * 300, receipt.Accepted);
    }

    private static uint FirstFrom100() => Enumerable.Range(100, 200).Select(static k => new NodeId(new WarpId(0), (uint)k)).OrderBy(static node => (node.Shard, node.Index)).First().Index;

    private static Field Make(int workers, GuardMode guard) => new(new WorldOptions { Workers = workers, ParallelFrom = 0, Guard = guard });
}

namespace Xcs.Rewriting.Tests;

/// <summary>A token goes round: rounds of one candidate, which take a way of their own, and edges that come and go within a tick.</summary>
public class ChainTests
{
    private const int Size = 100;
    private const int Steps = 1000;

    public static TheoryData<int, int> Ways => new() { { 1, int.MaxValue }, { 4, 0 } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void OneTickOfManyRoundsLeavesWhatManyTicksLeave(int workers, int parallelFrom)
    {
        using var walk = new Walk(workers, parallelFrom);
        using var steps = new Walk(1, int.MaxValue);
        Assert.Equal(Steps, walk.Tick(Steps).Accepted);
        for (var k = 0; k < Steps; k++)
            steps.Tick(1);
        Assert.Equal(steps.World.StateRoot, walk.World.StateRoot);
        Assert.Equal(steps.Token, walk.Token);
        Assert.Equal(1, walk.Warp.EdgeCount);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ATickThatFailsLateLeavesNothingBehind(int workers, int parallelFrom)
    {
        using var walk = new Walk(workers, parallelFrom);
        using var untroubled = new Walk(workers, parallelFrom);
        walk.Tick(200);
        var (root, token) = (walk.World.StateRoot, walk.Token);
        walk.StepsLeft = 700;
        Assert.Throws<RuleException>(() => walk.Tick(Steps));
        Assert.Equal(root, walk.World.StateRoot);
        Assert.Equal(token, walk.Token);

        walk.StepsLeft = int.MaxValue;
        untroubled.Tick(200);
        Assert.Equal(untroubled.Tick(Steps).Digest, walk.Tick(Steps).Digest);
    }

    [Fact]
    public void ALedgerGivesTheSameState()
    {
        using var walk = new Walk(1, int.MaxValue, new Ledger());
        walk.Tick(Steps);
        using var again = World.Replay(walk.World.Ledger!, new WorldOptions());
        Assert.Equal(walk.World.CommitHash, again.CommitHash);
    }

    private sealed class Walk : IDisposable
    {
        private readonly LambdaRule _walk;

        public Walk(int workers, int parallelFrom, Ledger? ledger = null)
        {
            World = new World(new WorldOptions { Workers = workers, ParallelFrom = parallelFrom, Ledger = ledger });
            var (place, token) = (World.NodeType("place"), World.EdgeType("token"));
            Warp = World.CreateWarp("round");
            World.Edit(Warp, delta =>
            {
                var first = delta.CreateNode(place);
                for (var k = 1; k < Size; k++)
                    delta.CreateNode(place);
                delta.CreateEdge(token, first, first);
            });
            _walk = World.Register(new LambdaRule("walk")
            {
                OnFootprint = (view, node, footprint) =>
                {
                    view.FirstOut(node, token, out var edge);
                    footprint.Delete(edge);
                    footprint.Link(Next(node), Next(node));
                    footprint.Create(edges: 1);
                },
                OnExecute = (view, node, delta) =>
                {
                    if (StepsLeft == 0)
                        throw new InvalidTimeZoneException("tired");
                    StepsLeft--;
                    view.FirstOut(node, token, out var edge);
                    delta.Delete(edge.Id);
                    delta.CreateEdge(token, Next(node), Next(node));
                    delta.Enqueue(_walk!, Next(node));
                },
            });
            World.Enqueue(_walk, Warp, new NodeId(Warp.Id, 0));
        }

        public World World { get; }

        public Warp Warp { get; }

        public int StepsLeft { get; set; } = int.MaxValue;

        public Edge Token => Assert.Single(Warp.Edges());

        public TickReceipt Tick(int rounds) => World.Tick(rounds);

        public void Dispose() => World.Dispose();

        private NodeId Next(NodeId node) => new(Warp.Id, (node.Index + 1) % Size);
    }
}

namespace Xcs.Rewriting.Tests;

public class JoinTests
{
    public static TheoryData<int> Workers => [1, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void ThreeWritersFoldInCanonicalOrder(int workers)
    {
        using var world = MakeWorld(workers);
        // 5 was there; 9, 70 and 135 write 9, 70, 135.
        world.Tick(9, 135, 70);
        Assert.Equal("((5|9)+70)+135", world.Story);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void AJoinFunctionThatThrowsIsNamedAndUndone(int workers)
    {
        using var world = new World(new WorldOptions { Workers = workers, ParallelFrom = 0, Policy = ConflictPolicy.Join });
        var (type, warp) = (world.NodeType("node"), world.CreateWarp("warp"));
        var sum = world.NodeAttachment<int>("sum", static (_, joined, next) => next == 9 ? throw new InvalidOperationException("no nines") : joined + next);
        world.Edit(warp, delta =>
        {
            for (var k = 0; k < 300; k++)
                delta.CreateNode(type);
            delta.Set(sum, new NodeId(warp.Id, 200), 1);
        });
        var writes = 9;
        var rule = world.Register(new Probe("add")
        {
            Claims = (_, _, footprint) => footprint.Write(sum, new NodeId(warp.Id, 200)),
            Does = (_, node, delta) => delta.Set(sum, new NodeId(warp.Id, 200), node.Index == 0 ? 1 : writes),
        });
        var root = world.StateRoot;
        foreach (var node in new uint[] { 0, 70, 140 })
            world.Enqueue(rule, warp, new NodeId(warp.Id, node));
        var thrown = Assert.Throws<RewritingException>(() => world.Tick());
        Assert.Equal((Fault.JoinThrew, "no nines"), (thrown.Fault, thrown.InnerException!.Message));
        Assert.All(new[] { "sum of node 0:200", "add at node 0:70" }, text => Assert.Contains(text, thrown.Message, StringComparison.Ordinal));
        Assert.Equal(root, world.StateRoot);
        writes = 2;
        Assert.Equal(3, world.Tick().Accepted);
        Assert.Equal(5, world.Read(warp).Get(sum, new NodeId(warp.Id, 200)));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void WithoutAValueBeforeIsZero(int workers)
    {
        using var world = MakeWorld(workers, value: null);
        world.Tick(9, 70);
        Assert.Equal("(0|9)+70", world.Story);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void BeforeIsThatOfTheRoundWhenTheRowNextDoorWasRemoved(int workers)
    {
        using var world = MakeWorld(workers);
        world.Tick(9, 70); // the page keeps what was before this round
        world.Value = 6;   // an edit; not a join
        world.RemovesNextDoor = true;
        world.Tick(9, 70); // 9 removes the value of node 2 before it writes that of node 1
        Assert.Equal("(6|9)+70", world.Story);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void TheLastWriteOfEachRewriteIsJoined(int workers)
    {
        using var world = MakeWorld(workers);
        world.WritesTwice = true;
        world.Tick(9, 70, 135);
        Assert.Equal("((5|9)+70)+135", world.Story);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void RemovingAndSettingAgainIsASet(int workers)
    {
        using var world = MakeWorld(workers);
        world.RemovesFirst = true;
        world.Tick(9, 70);
        Assert.Equal("(5|9)+70", world.Story);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void EachRoundJoinsAnew(int workers)
    {
        using var world = MakeWorld(workers);
        world.AsksAgain = true;
        Assert.Equal(4, world.TickRounds(2, 9, 70).Accepted);
        // The first round gives 9 * 1000 + 70 + 5, whatever that is; the second begins from there.
        Assert.Equal($"({JoinWorld.Fold(5, 9, 70)}|9)+70", world.Story);
    }

    [Fact]
    public void ReadersAndJoinersConflict()
    {
        using var world = MakeWorld(1);
        var reader = world.World.Register(new Probe("reader") { Claims = (_, _, footprint) => footprint.Read(world.Value0, world.Node(1)) });
        world.World.Enqueue(reader, world.Warp, world.Node(3));
        world.World.Enqueue(reader, world.Warp, world.Node(80));
        var receipt = world.Tick(9, 70);
        // 3 reads first; both joiners are in its way; 80 reads too.
        Assert.Equal(2, receipt.Accepted);
        Assert.Equal(["join at node 0:9", "join at node 0:70"], receipt.Rejected.Select(static rejection => rejection.Rewrite.ToString()));
        Assert.All(receipt.Rejected, static rejection => Assert.Equal("reader at node 0:3", Assert.Single(rejection.Blockers).ToString()));
        Assert.Equal(2, world.World.Tick().Accepted);
        Assert.Equal("(5|9)+70", world.Story);
    }

    [Fact]
    public void OtherPoliciesDoNotJoin()
    {
        using var world = new JoinWorld(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry }, 5);
        var receipt = world.Tick(9, 70);
        Assert.Equal((1, 1), (receipt.Accepted, receipt.Rejected.Count));
    }

    private static JoinWorld MakeWorld(int workers, int? value = 5) =>
        new(new WorldOptions { Workers = workers, ParallelFrom = 0, Policy = ConflictPolicy.Join }, value);

    /// <summary>Many nodes write to node 1 by a join that tells how it was made.</summary>
    private sealed class JoinWorld : IDisposable
    {
        private readonly Dictionary<long, string> _stories = [];
        private readonly Probe _join;

        public JoinWorld(WorldOptions options, int? value)
        {
            World = new World(options);
            var type = World.NodeType("n");
            Value0 = World.NodeAttachment<long>("value", Fold);
            Warp = World.CreateWarp("w");
            World.Edit(Warp, delta =>
            {
                for (var k = 0; k < 200; k++)
                    delta.CreateNode(type);
                if (value is { } known)
                    delta.Set(Value0, Node(1), known);
                delta.Set(Value0, Node(2), 2);
            });
            _join = World.Register(new Probe("join")
            {
                Claims = (_, _, footprint) =>
                {
                    footprint.Write(Value0, Node(1));
                    if (RemovesNextDoor)
                        footprint.Write(Value0, Node(2));
                },
                Does = Write,
            });
        }

        public World World { get; }

        public Warp Warp { get; }

        public Attachment<long> Value0 { get; }

        public bool RemovesNextDoor { get; set; }

        public bool WritesTwice { get; set; }

        public bool RemovesFirst { get; set; }

        public bool AsksAgain { get; set; }

        public long Value
        {
            set => World.Edit(Warp, delta => delta.Set(Value0, Node(1), value));
        }

        /// <summary>How the value came about, from the folds that could have been.</summary>
        public string Story
        {
            get
            {
                var value = World.Read(Warp).Get(Value0, Node(1));
                foreach (var before in new long[] { 0, 5, 6, Fold(5, 9, 70) })
                {
                    _stories[Fold(before, 9, 70)] = $"({before}|9)+70";
                    _stories[Fold(before, Fold(before, 9, 70), 135)] = $"(({before}|9)+70)+135";
                }

                return _stories.GetValueOrDefault(value, $"unknown {value}");
            }
        }

        public static long Fold(long before, long joined, long next) => (joined * 1000) + next + before;

        public NodeId Node(uint index) => new(new WarpId(0), index);

        public TickReceipt Tick(params int[] nodes) => TickRounds(1, nodes);

        public TickReceipt TickRounds(int rounds, params int[] nodes)
        {
            foreach (var node in nodes)
                World.Enqueue(_join, Warp, Node((uint)node));
            return World.Tick(rounds);
        }

        public void Dispose() => World.Dispose();

        private void Write(View view, NodeId node, Delta delta)
        {
            if (RemovesNextDoor)
                delta.Remove(Value0, Node(2));
            if (RemovesFirst)
                delta.Remove(Value0, Node(1));
            if (WritesTwice)
                delta.Set(Value0, Node(1), 999);
            delta.Set(Value0, Node(1), node.Index);
            if (AsksAgain)
                delta.Enqueue(_join, node);
        }
    }
}

namespace Xcs.Rewriting.Tests;

public class PermutationTests
{
    private const int Permutations = 20;

    public static MatrixTheoryData<int, ConflictPolicy> Runs => new([1, 2, 4, 8, 16, 32], [ConflictPolicy.Reject, ConflictPolicy.Retry, ConflictPolicy.Join]);

    public static TheoryData<ConflictPolicy> Policies => [ConflictPolicy.Reject, ConflictPolicy.Retry, ConflictPolicy.Join];

    [Theory]
    [MemberData(nameof(Runs))]
    public void WorkersIngressAndCrossWarpMakeNoDifference(int workers, ConflictPolicy policy)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        var expected = Run(new WorldOptions { Workers = 1, Policy = policy }, null);
        for (var permutation = 0; permutation < Permutations; permutation++)
        {
            foreach (var crossWarp in Enum.GetValues<CrossWarp>())
            {
                var options = new WorldOptions
                {
                    Workers = workers,
                    Pool = pool,
                    Policy = policy,
                    CrossWarp = crossWarp,
                    ParallelFrom = permutation % 3 == 2 ? 200 : 0,
                    Guard = permutation % 5 == 4 ? GuardMode.On : GuardMode.Off,
                };
                var receipts = Run(options, new Random(permutation));
                Assert.Equal(expected.Select(NaiveReceipt.Describe), receipts.Select(NaiveReceipt.Describe));
                Assert.Equal(expected, receipts);
            }
        }
    }

    /// <summary>Frozen: commit, state root, patch and receipt of the last tick. A ledger of today must be one in ten years.</summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void HashesAreGolden(ConflictPolicy policy)
    {
        var last = Run(new WorldOptions { Workers = 1, Policy = policy }, null)[^1];
        Assert.Equal(Golden(policy), $"{last.CommitHash} {last.StateRoot} {last.PatchDigest} {last.Digest}");
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void TheReferenceGivesTheSame(ConflictPolicy policy)
    {
        var naive = new NaiveWorld((int)policy);
        naive.NodeTypes.AddRange("a", "b", "c");
        naive.EdgeTypes.AddRange("near", "far");
        foreach (var payload in GoldenPlan.Kit.Payloads)
            naive.Define(payload);
        naive.CreateWarp("east", null);
        naive.CreateWarp("west", null);
        naive.Rules.AddRange(GoldenPlan.Scripts);
        for (var warp = 0; warp < 3; warp++)
        {
            if (warp == 2)
                naive.CreateWarp("below", new Row(0, 5));
            naive.Edit(naive.Warps[warp], delta => GoldenPlan.Populate((uint)warp, delta));
        }

        var receipts = new List<string>();
        for (var tick = 0; tick < GoldenPlan.Ticks; tick++)
        {
            foreach (var (rule, node) in GoldenPlan.Asked(tick))
                naive.Enqueue(rule, node);
            receipts.Add(naive.Run(tick == 3 ? 4 : 1).Text);
        }

        Assert.Equal(receipts, Run(new WorldOptions { Workers = 1, Policy = policy }, null).Select(NaiveReceipt.Describe));
    }

    private static List<TickReceipt> Run(WorldOptions options, Random? order)
    {
        using var world = new World(options);
        Array.ForEach(["a", "b", "c"], name => world.NodeType(name));
        Array.ForEach(["near", "far"], name => world.EdgeType(name));
        var kit = new EngineKit(world, GoldenPlan.Kit);
        world.CreateWarp("east");
        world.CreateWarp("west");
        foreach (var script in GoldenPlan.Scripts)
            kit.Rules.Add(world.Register(new EngineRule(script, kit)));
        for (var warp = 0; warp < 3; warp++)
        {
            if (warp == 2)
                world.CreateWarp("below", new NodeId(new WarpId(0), 5));
            world.Edit(world.Warps[warp], delta => GoldenPlan.Populate((uint)warp, new EngineDelta(kit, delta)));
        }

        var receipts = new List<TickReceipt>();
        for (var tick = 0; tick < GoldenPlan.Ticks; tick++)
        {
            var asked = GoldenPlan.Asked(tick).ToArray();
            order?.Shuffle(asked);
            foreach (var (rule, node) in asked)
                world.Enqueue(kit.Rules[rule], world.Warps[(int)node.Warp], EngineView.Node(node));
            receipts.Add(world.Tick(tick == 3 ? 4 : 1));
        }

        Assert.True(receipts.Sum(static receipt => receipt.Accepted) > 2 * GoldenPlan.Size);
        return receipts;
    }

    private static string Golden(ConflictPolicy policy) => policy switch
    {
        ConflictPolicy.Reject => "",
        ConflictPolicy.Retry => "",
        _ => "",
    };
}

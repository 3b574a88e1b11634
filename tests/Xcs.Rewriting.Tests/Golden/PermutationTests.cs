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
        var hashes = string.Join('\n', last.CommitHash, last.StateRoot, last.PatchDigest, last.Digest);
        Assert.True(Golden(policy) == hashes, hashes); // whole, to copy them
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
            receipts.Add(naive.Run(tick == 3 ? 4 : 1).Describe());
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
        ConflictPolicy.Reject =>
            """
            6ba216dd40831d5fda2c82f09c1ccd1cafd8d36401f091610313b31435a87e1c
            c4dfde6928ad2382c3be90887e16c71008176cfddccf561e3804fd35fa758222
            b16f798ab436ec75e8521e6485f5495aea17cbf382bded5b329e8f498bbf8916
            505b45a842ffab15c663597d4c3b4e770c8cdea45aff73d16169f543a5b052af
            """,
        ConflictPolicy.Retry =>
            """
            b93c3498727823ffe1669c0c1b1580f531ef13886cfbf1000899e4c935043212
            3f5e87aa6b22f929cd16701a074216562fd8d047b4f1a08731d1c704cb60a17b
            029573d5395ea8e7eecd728990c02610b67f8f67964abc26de4da264b3e9a5aa
            4ee30b953b322942340aa7147940960d9dea47a52a2b639eefd4bfaaf7c8e9d2
            """,
        _ =>
            """
            9e60a93ca5cdaf57d53729b26d600605582255c0c7a50b3bb68d3b3d32439239
            42718f8e1f881f377f53e96c3dbc91820d59a51d8d88649afba9044a25cc7bb2
            79c15b15df5f8f29179538697c1aba3271490677d6e8695076b43e4ba22d4f50
            5cb9d09b785f53bc006d85e5926fae83538538d511a458e8d9eb58a37b5a6266
            """,
    };
}

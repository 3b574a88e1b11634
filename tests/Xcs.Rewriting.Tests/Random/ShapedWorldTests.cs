namespace Xcs.Rewriting.Tests;

/// <summary>
/// Random worlds of a shape that <see cref="RandomWorld"/> seldom has. XCS_SHAPED_WORLDS says how many of each, XCS_RANDOM_SEED is that of the first.
/// </summary>
public class ShapedWorldTests
{
    private static readonly WorkerPool[] Pools = [new(new WorkerPoolOptions { Workers = 3 }), new(new WorkerPoolOptions { Workers = 8 })];

    /// <summary>One token, which now and then is two: rounds of one candidate, as many as a tick takes, and edges by the page that come and go within it.</summary>
    [Fact]
    public void TokensAgreeWithTheReference() => RunAll(24, static (seed, twins) =>
    {
        var random = new Random(seed);
        var kit = Kit.Any(random);
        using var twin = Make(random, kit, [0, 2, 3, 12], twins);
        var count = random.Next(1, 4);
        for (var k = 0; k < count; k++)
            twin.Register(TokenScript(random, kit, k, count));
        Populate(twin, 0, random, kit, random.Next(2, 90), 2);
        Populate(twin, 1, random, kit, random.Next(1, 10), 2);
        for (var tick = 0; tick < 6 && twin.Naive.Warps[0].Nodes.Count < 150; tick++)
        {
            // A growing rule that every node asks for would double the warp in each round.
            if (random.Next(8) == 0 && !twin.Naive.Rules.Exists(static script => script.Grows))
                twin.Activate(random.Next(count), 1);
            for (var starts = random.Next(4) == 0 ? 2 : 1; starts > 0; starts--)
                twin.Enqueue(random.Next(count), AnyNode(twin, random.Next(3) / 2, random));
            var failures = twin.Failures;
            twin.Tick(random.Next(4) switch { 0 => random.Next(1, 5), 1 => 64, _ => random.Next(65, 160) });
            // What a failed tick leaves to do is in no ledger.
            if (random.Next(3) == 0 || twin.Naive.Warps[0].Agenda.Count + twin.Naive.Warps[1].Agenda.Count > 6)
                twin.DeactivateAll();
            else if (random.Next(4) == 0 && twin.Failures == failures)
                twin.JumpThereAndBack((ulong)random.NextInt64(1, (long)twin.World.CurrentTick + 1));
            twin.CompareGraph();
        }

        Replay(twin);
    });

    /// <summary>Many nodes in many shards, each of which claims what is its own, and some something else.</summary>
    [Fact]
    public void CrowdsAgreeWithTheReference() => RunAll(12, static (seed, twins) =>
    {
        var random = new Random(seed);
        var kit = Kit.Any(random);
        using var twin = Make(random, kit, [0, 40], twins);
        var count = random.Next(1, 4);
        for (var k = 0; k < count; k++)
            twin.Register(CrowdScript(random, kit, k, count));
        Populate(twin, 0, random, kit, random.Next(200, 700), 1);
        twin.CreateWarp("below", AnyNode(twin, 0, random));
        Populate(twin, 2, random, kit, random.Next(100, 400), 1);
        for (var tick = 0; tick < 6; tick++)
        {
            for (var rule = 0; rule < count; rule++)
            {
                if (random.Next(3) != 0)
                    twin.EnqueueAll(rule, random.Next(2) == 0 ? 0 : 2);
                if (random.Next(2) == 0)
                    twin.EnqueueAll(rule, random.Next(2) == 0 ? 0 : 2);
            }

            twin.Tick(random.Next(1, 4));
            if (tick == 3)
                twin.DeactivateAll();
        }

        twin.CompareGraph();
        Replay(twin);
    });

    private static void RunAll(int count, Action<int, List<Twin>> run)
    {
        var first = Number("XCS_RANDOM_SEED", 1);
        count = Number("XCS_SHAPED_WORLDS", count);
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
        {
            var told = new List<Twin>();
            try
            {
                run(seed, told);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"XCS_RANDOM_SEED={seed} XCS_SHAPED_WORLDS=1 fails. {exception.Message}\n{string.Join('\n', told.Select(Describe))}", exception);
            }
        });
    }

    private static string Describe(Twin twin) => $"{twin.World.Options}\n{string.Join('\n', twin.Naive.Rules)}\n{string.Join("; ", twin.History)}";

    private static Twin Make(Random random, Kit kit, int[] parallelFrom, List<Twin> told)
    {
        var options = new WorldOptions
        {
            Policy = (ConflictPolicy)random.Next(3),
            Guard = (GuardMode)random.Next(2),
            CrossWarp = (CrossWarp)random.Next(2),
            Workers = random.Next(4) == 0 ? 1 : null,
            Pool = Pools[random.Next(2)],
            ParallelFrom = parallelFrom[random.Next(parallelFrom.Length)],
            Ledger = new Ledger(),
        };
        var twin = new Twin(kit, options);
        told.Add(twin);
        for (var k = 1; k <= ScriptMaker.NodeTypes; k++)
            twin.DefineNodeType($"type {k}");
        for (var k = 1; k <= ScriptMaker.EdgeTypes; k++)
            twin.DefineEdgeType($"edge {k}");
        twin.CreateWarp("first", null);
        twin.CreateWarp("second", null);
        return twin;
    }

    private static Script TokenScript(Random random, Kit kit, int number, int count)
    {
        var (ofNode, ofEdge) = (Any(kit.NodePayloads, random), Any(kit.EdgePayloads, random));
        Condition[] conditions = random.Next(4) switch
        {
            0 => [new Condition.HasOut(0, true)],
            1 => [new Condition.NobodyBefore(1, 3)],
            _ => [],
        };
        var acts = new List<Act> { new Pass(kit, random.Next(1, 3), ofNode, ofEdge, random.Next(count), random.Next(3) == 0 ? 7U : 1000U) };
        for (var left = random.Next(4); left > 0; left--)
        {
            acts.Add(random.Next(9) switch
            {
                0 => new Act.SetSelf(kit, ofNode, (uint)random.Next(4)),
                1 => new Act.SetEdges(kit, 0, ofEdge, 1),
                2 => new Act.SetEdgesIn(kit, 0, Any(kit.EdgePayloads, random), 2),
                3 => new Act.RemoveEdgeValue(0, ofEdge),
                4 => new Act.Retype(random.Next(1, 4)),
                5 => new Act.Grow(kit, 1, 1, ofNode, random.Next(count), random.Next(3), random.Next(70)),
                6 => new Act.Skip(kit, 2, ofEdge),
                7 => new HangNowAndThen(ofNode, 40),
                _ => new Act.SetOut(kit, 0, ofNode, 3),
            });
        }

        return new Script($"token {number}", conditions, [.. acts.DistinctBy(static act => act.GetType()).OrderBy(static act => act.Phase)]);
    }

    private static Script CrowdScript(Random random, Kit kit, int number, int count)
    {
        var conditions = new List<Condition>();
        for (var left = random.Next(3); left > 0; left--)
        {
            conditions.Add(random.Next(7) switch
            {
                0 => new Condition.TypeIs(random.Next(1, 3)),
                1 => new Condition.Has(Any(kit.NodePayloads, random), random.Next(2) == 0),
                2 => new Condition.ValueIs(Any(kit.NodePayloads, random), 3, 1),
                3 => new AboveHas(Any(kit.NodePayloads, random), random.Next(2) == 0),
                4 => new Condition.Port(random.Next(2), random.Next(2) == 0, OfTarget: false),
                5 => new Condition.Port(random.Next(2), random.Next(2) == 0, OfTarget: random.Next(4) == 0),
                _ => new Condition.HasOut(0, true),
            });
        }

        var acts = new List<Act>();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            acts.Add(random.Next(7) switch
            {
                0 or 1 => new Act.SetSelf(kit, Any(kit.NodePayloads, random), (uint)random.Next(4)),
                2 => new Act.RemoveSelf(Any(kit.NodePayloads, random)),
                3 => new Act.Retype(random.Next(1, 4)),
                4 => new SetFar(kit, Any(kit.NodePayloads, random), random.Next(3) == 0 ? 50U : 100_000U),
                5 => new Act.SetEdges(kit, 0, Any(kit.EdgePayloads, random), 1),
                _ => new Act.Ask(random.Next(count), OfTarget: false),
            });
        }

        return new Script($"crowd {number}", conditions, acts);
    }

    private static void Replay(Twin twin)
    {
        using var replayed = World.Replay(twin.World.Ledger!, new WorldOptions { Workers = 1 });
        Assert.Equal(twin.World.CommitHash, replayed.CommitHash);
    }

    private static void Populate(Twin twin, int warp, Random random, Kit kit, int count, int edges)
    {
        var draws = new int[count * edges * 2];
        for (var k = 0; k < draws.Length; k++)
            draws[k] = random.Next(count);
        var salt = (uint)random.Next();
        twin.Edit(warp, delta =>
        {
            var nodes = new Row[count];
            for (uint k = 0; k < count; k++)
            {
                nodes[k] = delta.CreateNode(1 + (int)(k % ScriptMaker.NodeTypes));
                foreach (var attachment in kit.NodePayloads)
                {
                    if (Mix.Of(salt, k, (uint)attachment) is var draw && draw % 2 == 0)
                        delta.SetOfNode(attachment, nodes[k], kit.Value(attachment, draw));
                }
            }

            for (var k = 0; k < draws.Length; k += 2)
            {
                var edge = delta.CreateEdge(1 + (k % ScriptMaker.EdgeTypes), nodes[draws[k]], nodes[draws[k + 1]]);
                if (k % 3 == 0)
                    delta.SetOfEdge(kit.EdgePayloads[0], edge, kit.Value(kit.EdgePayloads[0], (uint)k));
            }
        });
    }

    private static Row AnyNode(Twin twin, int warp, Random random)
    {
        var nodes = twin.Naive.Warps[warp].Nodes;
        return new Row((uint)warp, nodes.Keys.ElementAt(random.Next(nodes.Count)));
    }

    private static int Any(IReadOnlyList<int> numbers, Random random) => numbers[random.Next(numbers.Count)];

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}

namespace RewritingExamples;

/// <summary>
/// A maximal independent set of a random graph by rounds of reserving and committing (Blelloch, Fineman, Gibbons, Shun 2012): the same set as a loop over
/// all nodes in order of priority takes, found in a few dozen rounds.
/// </summary>
public sealed class IndependentSet : IWorkload
{
    private const int EdgesPerNode = 4;

    private enum Verdict : byte
    {
        Open,
        In,
        Out,
    }

    public string Name => "independent-set";

    public string Unit => "nodes";

    public int SmallSize => 20_000;

    public int BigSize => 1_000_000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options with { Policy = ConflictPolicy.Join });
        var (person, knows) = (world.NodeType("node"), world.EdgeType("edge"));
        var verdict = world.NodeAttachment<Verdict>("verdict", static (_, joined, next) => joined > next ? joined : next);
        var least = world.NodeAttachment<ulong>("least", static (_, joined, next) => Math.Min(joined, next));
        var warp = world.CreateWarp("graph");
        world.Edit(warp, delta =>
        {
            for (var k = 0; k < size; k++)
                delta.Set(verdict, delta.CreateNode(person), Verdict.Open);
            foreach (var (one, other) in Edges(size))
                delta.CreateEdge(knows, new NodeId(warp.Id, one), new NodeId(warp.Id, other));
        });

        var commit = new Commit(knows, verdict, least);
        var reserve = world.Register(new Reserve(knows, verdict, least, commit));
        commit.Reserve = reserve;
        world.Register(commit);
        world.EnqueueAll(reserve, warp);
        var measured = new Measured(world);
        measured.Tick(rounds: 2 * size);

        Verdict[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(size));
        var view = world.Read(warp);
        Verdict[] verdicts = [.. warp.Nodes().Select(node => view.Get(verdict, node))];
        return measured.Against(plainTime, verdicts.AsSpan().SequenceEqual(plain), $"{verdicts.Count(static value => value == Verdict.In)} nodes are in the set");
    }

    private static IEnumerable<(uint One, uint Other)> Edges(int size)
    {
        for (uint k = 0; k < (uint)size * EdgesPerNode; k++)
        {
            var (one, other) = (k / EdgesPerNode, (uint)(Mix.Of(k) % (uint)size));
            if (one != other)
                yield return (one, other);
        }
    }

    private static Verdict[] Plain(int size)
    {
        var neighbours = new List<uint>[size];
        for (var k = 0; k < size; k++)
            neighbours[k] = [];
        foreach (var (one, other) in Edges(size))
        {
            neighbours[one].Add(other);
            neighbours[other].Add(one);
        }

        var verdicts = new Verdict[size];
        var order = new uint[size];
        for (uint k = 0; k < size; k++)
            order[k] = k;
        Array.Sort(Array.ConvertAll(order, Mix.Priority), order);
        foreach (var node in order)
        {
            if (verdicts[node] != Verdict.Open)
                continue;
            verdicts[node] = Verdict.In;
            foreach (var other in neighbours[node])
                verdicts[other] = Verdict.Out;
        }

        return verdicts;
    }

    /// <summary>An open node bids for itself and its neighbours; the least priority stays.</summary>
    private sealed class Reserve(EdgeType edge, Attachment<Verdict> verdict, Attachment<ulong> least, Rule commit) : Rule("reserve")
    {
        public override bool Match(View view, NodeId node) => view.Get(verdict, node) == Verdict.Open;

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.Read(verdict, node);
            footprint.ReadOut(node);
            footprint.ReadIn(node);
            footprint.Write(least, node);
            foreach (var next in view.Out(node, edge))
                footprint.Write(least, next.To);
            foreach (var next in view.In(node, edge))
                footprint.Write(least, next.From);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            var bid = Mix.Priority(node.Index);
            delta.Set(least, node, bid);
            foreach (var next in view.Out(node, edge))
                delta.Set(least, next.To, bid);
            foreach (var next in view.In(node, edge))
                delta.Set(least, next.From, bid);
            delta.Enqueue(commit, node);
        }
    }

    /// <summary>A node that nobody outbids is in, its neighbours are out; the others try again.</summary>
    private sealed class Commit(EdgeType edge, Attachment<Verdict> verdict, Attachment<ulong> least) : Rule("commit")
    {
        public Rule Reserve { get; set; } = null!;

        public override bool Match(View view, NodeId node) => true;

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.Read(least, node);
            if (!Wins(view, node))
                return;
            footprint.ReadOut(node);
            footprint.ReadIn(node);
            footprint.Write(verdict, node);
            foreach (var next in view.Out(node, edge))
                footprint.Write(verdict, next.To);
            foreach (var next in view.In(node, edge))
                footprint.Write(verdict, next.From);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            if (!Wins(view, node))
            {
                delta.Enqueue(Reserve, node);
                return;
            }

            delta.Set(verdict, node, Verdict.In);
            foreach (var next in view.Out(node, edge))
                delta.Set(verdict, next.To, Verdict.Out);
            foreach (var next in view.In(node, edge))
                delta.Set(verdict, next.From, Verdict.Out);
        }

        private bool Wins(View view, NodeId node) => view.Get(least, node) == Mix.Priority(node.Index);
    }
}

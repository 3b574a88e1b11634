namespace RewritingExamples;

/// <summary>
/// The minimum spanning forest of a random graph by rounds of reserving and committing: Borůvka's algorithm (1926), each tree taking its least edge. Edges of
/// the graph are nodes of type link here, because rules run at nodes. Kruskal's algorithm is the plain program: all weights differ, so the forest is unique.
/// </summary>
public sealed class SpanningForest : IWorkload
{
    private const int LinksPerNode = 2;

    public string Name => "spanning-forest";

    public string Unit => "nodes";

    public int SmallSize => 20_000;

    public int BigSize => 500_000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options with { Policy = ConflictPolicy.Join });
        var (town, link) = (world.NodeType("town"), world.NodeType("link"));
        var trees = new Trees(
            world.NodeAttachment<uint>("parent"),
            world.NodeAttachment<ulong>("least", static (_, joined, next) => Math.Min(joined, next)),
            world.NodeAttachment<(uint, uint)>("roots"),
            world.NodeAttachment<bool>("chosen"));
        var warp = world.CreateWarp("map");
        world.Edit(warp, delta =>
        {
            for (uint k = 0; k < size; k++)
                delta.Set(trees.Parent, delta.CreateNode(town), k);
            foreach (var ends in Links(size))
                delta.Set(trees.Roots, delta.CreateNode(link), ends);
        });

        var commit = new Commit(trees);
        commit.Reserve = world.Register(new Reserve(trees, commit));
        world.Register(commit);
        foreach (var node in warp.Nodes().Skip(size))
            world.Enqueue(commit.Reserve, warp, node);
        var measured = new Measured(world);
        measured.Tick(rounds: 2 * size);

        bool[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(size));
        var view = world.Read(warp);
        bool[] chosen = [.. warp.Nodes().Skip(size).Select(node => view.GetOr(trees.Chosen, node, false))];
        return measured.Against(plainTime, chosen.AsSpan().SequenceEqual(plain), $"{chosen.Count(static value => value)} links join {size} nodes to {size - chosen.Count(static value => value)} trees");
    }

    private static IEnumerable<(uint One, uint Other)> Links(int size)
    {
        for (uint k = 0; k < (uint)size * LinksPerNode; k++)
            yield return ((uint)(Mix.Of(2UL * k) % (uint)size), (uint)(Mix.Of((2UL * k) + 1) % (uint)size));
    }

    private static bool[] Plain(int size)
    {
        (uint One, uint Other)[] links = [.. Links(size)];
        var order = new int[links.Length];
        var weights = new ulong[links.Length];
        for (var k = 0; k < links.Length; k++)
            (order[k], weights[k]) = (k, Mix.Priority((uint)(size + k)));
        Array.Sort(weights, order);

        var parent = new uint[size];
        for (uint k = 0; k < size; k++)
            parent[k] = k;
        var chosen = new bool[links.Length];
        foreach (var k in order)
        {
            var (one, other) = (Root(links[k].One), Root(links[k].Other));
            chosen[k] = one != other;
            parent[one] = other;
        }

        return chosen;

        uint Root(uint node)
        {
            while (parent[node] != node)
                node = parent[node] = parent[parent[node]];
            return node;
        }
    }

    /// <param name="Parent">Towards the root of a town's tree; a root is its own.</param>
    /// <param name="Least">The least weight that was bid for a root.</param>
    /// <param name="Roots">Of the trees that a link joins, as of its last look.</param>
    /// <param name="Chosen">Whether a link is in the forest.</param>
    private sealed record Trees(Attachment<uint> Parent, Attachment<ulong> Least, Attachment<(uint One, uint Other)> Roots, Attachment<bool> Chosen);

    /// <summary>A link between two trees bids for both roots.</summary>
    private sealed class Reserve(Trees trees, Rule commit) : Rule("reserve")
    {
        public override bool Match(View view, NodeId node)
        {
            var (one, other) = view.Get(trees.Roots, node);
            return Root(view, node, one, null) != Root(view, node, other, null);
        }

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.Write(trees.Roots, node);
            var (one, other) = view.Get(trees.Roots, node);
            footprint.Write(trees.Least, node with { Index = Root(view, node, one, footprint) });
            footprint.Write(trees.Least, node with { Index = Root(view, node, other, footprint) });
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            var (one, other) = view.Get(trees.Roots, node);
            (one, other) = (Root(view, node, one, null), Root(view, node, other, null));
            delta.Set(trees.Roots, node, (one, other));
            delta.Set(trees.Least, node with { Index = one }, Mix.Priority(node.Index));
            delta.Set(trees.Least, node with { Index = other }, Mix.Priority(node.Index));
            delta.Enqueue(commit, node);
        }

        private uint Root(View view, NodeId link, uint town, Footprint? footprint)
        {
            for (; ; )
            {
                footprint?.Read(trees.Parent, link with { Index = town });
                var parent = view.Get(trees.Parent, link with { Index = town });
                if (parent == town)
                    return town;
                town = parent;
            }
        }
    }

    /// <summary>A link that is the least of a tree hangs that tree below the other; where it is that of both, the one with the higher number.</summary>
    private sealed class Commit(Trees trees) : Rule("commit")
    {
        public Rule Reserve { get; set; } = null!;

        public override bool Match(View view, NodeId node) => true;

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            var (one, other) = view.Get(trees.Roots, node);
            footprint.Read(trees.Roots, node);
            footprint.Read(trees.Least, node with { Index = one });
            footprint.Read(trees.Least, node with { Index = other });
            if (!Wins(view, node, out var child, out _))
                return;
            footprint.Write(trees.Parent, child);
            footprint.Write(trees.Chosen, node);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            if (!Wins(view, node, out var child, out var parent))
            {
                delta.Enqueue(Reserve, node);
                return;
            }

            delta.Set(trees.Parent, child, parent.Index);
            delta.Set(trees.Chosen, node, true);
        }

        private bool Wins(View view, NodeId node, out NodeId child, out NodeId parent)
        {
            var (one, other) = view.Get(trees.Roots, node);
            (child, parent) = (node with { Index = Math.Max(one, other) }, node with { Index = Math.Min(one, other) });
            if (view.Get(trees.Least, child) == Mix.Priority(node.Index))
                return true;
            (child, parent) = (parent, child);
            return view.Get(trees.Least, child) == Mix.Priority(node.Index);
        }
    }
}

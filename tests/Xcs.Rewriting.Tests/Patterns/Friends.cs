namespace Xcs.Rewriting.Tests;

/// <summary>People who know each other; a rule closes open triangles, where the third is of age.</summary>
internal sealed class Friends : IDisposable
{
    public const int Count = 40;

    public Friends()
    {
        World = new World(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Guard = GuardMode.On });
        var person = World.NodeType("person");
        Knows = World.EdgeType("knows");
        var age = World.NodeAttachment<int>("age");
        Warp = World.CreateWarp("village");
        World.Edit(Warp, delta =>
        {
            for (var k = 0; k < Count; k++)
                delta.Set(age, delta.CreateNode(person), k == 1 ? 3 : 30);
        });
        var pattern = new Pattern(person);
        (A, B, C) = (pattern.Root, pattern.Node(person), pattern.Node());
        pattern.Edge(Knows, A, B);
        pattern.Edge(Knows, B, C);
        pattern.Where(C, (view, node) => view.Get(age, node) > 18, age);
        pattern.Without(not => not.Edge(Knows, A, C));
        Rule = World.Register(new Closing(pattern, Knows, A, B, C));
    }

    public World World { get; }

    public Warp Warp { get; }

    public EdgeType Knows { get; }

    public PatternNode A { get; }

    public PatternNode B { get; }

    public PatternNode C { get; }

    public Closing Rule { get; }

    public void Link(uint from, uint to) => World.Edit(Warp, delta => delta.CreateEdge(Knows, new NodeId(Warp.Id, from), new NodeId(Warp.Id, to)));

    public void Cut(Random random)
    {
        var edges = Warp.Edges().ToList();
        World.Edit(Warp, delta => delta.Delete(edges[random.Next(edges.Count)].Id));
    }

    public void Dispose() => World.Dispose();

    internal sealed class Closing(Pattern pattern, EdgeType knows, PatternNode a, PatternNode b, PatternNode c) : PatternRule("closing", pattern)
    {
        protected override void Writes(View view, in PatternMatch match, Footprint footprint)
        {
            _ = b;
            footprint.Link(match[a], match[c]);
            footprint.Create(edges: 1);
        }

        protected override void Execute(View view, in PatternMatch match, Delta delta) => delta.CreateEdge(knows, match[a], match[c]);
    }
}

namespace Xcs.Rewriting.Tests;

/// <summary>Two warps with rings of nodes that have heat; rules spread and split.</summary>
internal sealed class Towns
{
    public Towns(WorldOptions options, int size)
    {
        World = new World(options);
        Type = World.NodeType("house");
        Near = World.EdgeType("near");
        Heat = World.NodeAttachment<int>("heat", static (before, joined, next) => joined + next - before);
        Warps = [World.CreateWarp("east"), World.CreateWarp("west")];
        foreach (var warp in Warps)
            World.Edit(warp, delta => Build(delta, size, (int)warp.Id.Value));
        Spread = World.Register(new SpreadRule(Near, Heat));
        Split = World.Register(new SplitRule(Type, Near, Heat));
    }

    public World World { get; }

    public NodeType Type { get; }

    public EdgeType Near { get; }

    public Attachment<int> Heat { get; }

    public Warp[] Warps { get; }

    public Rule Spread { get; }

    public Rule Split { get; }

    public List<TickReceipt> Run(int ticks, int size, int seed)
    {
        var receipts = new List<TickReceipt>();
        var random = new Random(seed);
        for (var tick = 0; tick < ticks; tick++)
        {
            var asked = new List<(Rule Rule, Warp Warp, NodeId Node)>();
            foreach (var warp in Warps)
            {
                for (uint k = 0; k < size; k++)
                    asked.Add((k % 3 == tick % 3 ? Split : Spread, warp, new NodeId(warp.Id, k)));
            }

            foreach (var (rule, warp, node) in asked.OrderBy(_ => random.Next()))
                World.Enqueue(rule, warp, node);
            receipts.Add(World.Tick());
        }

        return receipts;
    }

    private void Build(Delta delta, int size, int salt)
    {
        var nodes = new NodeId[size];
        for (var k = 0; k < size; k++)
        {
            nodes[k] = delta.CreateNode(Type);
            delta.Set(Heat, nodes[k], (k + salt) % 5);
        }

        for (var k = 0; k < size; k++)
            delta.CreateEdge(Near, nodes[k], nodes[(k + 1) % size]);
    }
}

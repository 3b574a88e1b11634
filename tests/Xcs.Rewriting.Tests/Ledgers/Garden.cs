namespace Xcs.Rewriting.Tests;

/// <summary>A small world in which every tick does something of each kind, with rules that wait their turn; can be made anew from a ledger.</summary>
internal sealed class Garden : IDisposable
{
    private readonly Rule _grow;

    public Garden(WorldOptions options)
        : this(new World(options))
    {
        Warp = World.CreateWarp("garden");
        World.Edit(Warp, delta =>
        {
            for (var k = 0; k < 6; k++)
                delta.Set(Age, delta.CreateNode(Type), k);
        });
        for (uint k = 0; k < 6; k++)
            World.Enqueue(_grow, Warp, new NodeId(Warp.Id, k));
    }

    private Garden(World world)
    {
        World = world;
        Type = world.NodeType("bush");
        Twig = world.EdgeType("twig");
        Age = world.NodeAttachment<double>("age");
        Name = world.NodeBytes("name");
        Warp = world.Warps.Count > 0 ? world.Warps[0] : null!;
        _grow = world.Register(new Probe("grow")
        {
            Matches = (view, node) => view.Has(Age, node),
            Claims = (view, node, footprint) =>
            {
                footprint.Write(Age, node);
                footprint.Write(Name, node);
                footprint.LinkOut(node);
                footprint.Create(1, 1);
                footprint.WritePort(new NodeId(node.Warp, 0), (int)(node.Index % 2)); // so that some have to wait
            },
            Does = (view, node, delta) =>
            {
                var twig = delta.CreateNode(Type);
                delta.CreateEdge(Twig, node, twig);
                delta.Set(Age, node, view.Get(Age, node) * 0.75);
                delta.Set(Name, node, BitConverter.GetBytes(view.Get(Age, node)));
                delta.Enqueue(_grow!, node);
            },
        });
    }

    public World World { get; }

    public Warp Warp { get; }

    public NodeType Type { get; }

    public EdgeType Twig { get; }

    public Attachment<double> Age { get; }

    public BytesAttachment Name { get; }

    /// <summary>Goes on where a ledger ends.</summary>
    public static Garden From(Ledger ledger) => new(World.Replay(ledger, new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry }));

    public TickReceipt Tick() => World.Tick();

    public void Dispose() => World.Dispose();
}

using Xcs.Rewriting;

namespace Xcs.Bench;

using NodeId = Xcs.Rewriting.NodeId;

/// <summary>
/// A ring of nodes with two numbers each; a rewrite adds the next node's first to the own second. A run asks for some of them and ticks. The world lives as long as the
/// contender does.
/// </summary>
internal sealed class TickContender : IContender
{
    private const int NodesPerEdit = 500_000;
    private const int Group = 8;

    private readonly World _world;
    private readonly Warp _warp;
    private readonly Rule _add;
    private readonly int _size;
    private readonly int _rewrites;
    private readonly Places _places;
    private long _tick;

    public TickContender(string name, int size, int rewrites, Places places, int workers, Admission admission)
    {
        Name = name;
        Kind = admission == Admission.On ? ContenderKind.Xcs : ContenderKind.Baseline;
        (_size, _rewrites, _places) = (size, rewrites, places);
        _world = new World(new WorldOptions { Workers = workers }) { SkipsAdmission = admission == Admission.Skipped };
        var (type, next) = (_world.NodeType("node"), _world.EdgeType("next"));
        var (number, sum) = (_world.NodeAttachment<uint>("number"), _world.NodeAttachment<uint>("sum"));
        _warp = _world.CreateWarp("ring");
        for (var first = 0; first < size; first += NodesPerEdit)
            _world.Edit(_warp, delta => AddNodes(delta, Math.Min(NodesPerEdit, size - first), type, number, sum));
        for (var first = 0; first < size; first += NodesPerEdit)
            _world.Edit(_warp, delta => AddEdges(delta, first, Math.Min(first + NodesPerEdit, size), next));
        _add = _world.Register(new Add(next, number, sum));
    }

    public string Name { get; }

    public ContenderKind Kind { get; }

    public ulong Run(ulong argument)
    {
        _tick++;
        if (_places == Places.All)
        {
            _world.EnqueueAll(_add, _warp);
            return (ulong)_world.Tick().Accepted;
        }

        var together = _places switch { Places.Row => _rewrites, Places.Groups => Group, _ => 1 };
        var apart = _size / (_rewrites / together) / Group * Group;
        var shift = _tick * Group % apart;
        for (var k = 0; k < _rewrites; k++)
            _world.Enqueue(_add, _warp, Node((k / together * apart) + (int)shift + (k % together)));
        return (ulong)_world.Tick().Accepted;
    }

    public void Dispose() => _world.Dispose();

    private NodeId Node(int number) => new(_warp.Id, (uint)(number % _size));

    private static void AddNodes(Delta delta, int count, NodeType type, Attachment<uint> number, Attachment<uint> sum)
    {
        for (var k = 0; k < count; k++)
        {
            var node = delta.CreateNode(type);
            delta.Set(number, node, node.Index);
            delta.Set(sum, node, 0U);
        }
    }

    private void AddEdges(Delta delta, int from, int to, EdgeType next)
    {
        for (var k = from; k < to; k++)
            delta.CreateEdge(next, Node(k), Node(k + 1));
    }

    private sealed class Add(EdgeType next, Attachment<uint> number, Attachment<uint> sum) : Rule("add")
    {
        public override bool Match(View view, NodeId node) => view.FirstOut(node, next, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstOut(node, next, out var edge);
            footprint.ReadOut(node);
            footprint.Read(number, edge.To);
            footprint.Write(sum, node);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstOut(node, next, out var edge);
            delta.Set(sum, node, view.Get(sum, node) + view.Get(number, edge.To));
        }
    }
}

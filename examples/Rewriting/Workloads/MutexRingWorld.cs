namespace RewritingExamples;

/// <summary>The ring, its six rules, and the order in which they are asked for.</summary>
public sealed class MutexRingWorld
{
    private readonly World _world;
    private readonly Warp _warp;
    private readonly NodeType _process;
    private readonly NodeType _resource;
    private readonly EdgeType _next;
    private readonly EdgeType _token;
    private readonly EdgeType _request;
    private readonly EdgeType _held;
    private readonly EdgeType _release;
    private readonly NodeId _first;

    public MutexRingWorld(World world)
    {
        _world = world;
        (_process, _resource) = (world.NodeType("process"), world.NodeType("resource"));
        (_next, _token, _request) = (world.EdgeType("next"), world.EdgeType("token"), world.EdgeType("request"));
        (_held, _release) = (world.EdgeType("held by"), world.EdgeType("release"));
        _warp = world.CreateWarp("ring");
        _first = new NodeId(_warp.Id, 0);
        world.Edit(_warp, delta =>
        {
            var (one, other) = (delta.CreateNode(_process), delta.CreateNode(_process));
            delta.CreateEdge(_next, one, other);
            delta.CreateEdge(_next, other, one);
        });
    }

    /// <summary>5n − 1 rewrites.</summary>
    /// <param name="size">How many processes the ring shall have, from 2 on.</param>
    /// <param name="tick">Runs a tick of some rounds.</param>
    public void Run(int size, Action<int> tick)
    {
        // One after the other, as the benchmark has it, each behind the one before: neighbours in the ring are neighbours in memory.
        _world.Enqueue(_world.Register(new Grow(_process, _next, size)), _warp, new NodeId(_warp.Id, 1));
        tick(size);

        _world.Enqueue(_world.Register(new Mount(_resource, _token)), _warp, _first);
        tick(1);

        _world.Read(_warp).FirstIn(_first, _token, out var mounted);
        var request = _world.Register(new Request(_request, mounted.From));
        _world.EnqueueAll(request, _warp);
        tick(1);

        // Each asks for the next: the token goes round.
        var give = new Give(_release, _next, _token);
        var release = new Release(_held, _request, _release, give);
        give.Take = new Take(_token, _request, _held, release);
        _world.Register(give.Take);
        _world.Register(release);
        _world.Register(give);
        _world.Enqueue(give.Take, _warp, _first);
        tick(3 * size);
    }

    /// <summary>Around the ring from the first process on: 1 has the token, 2 holds the resource, 4 asks for it, 8 releases it.</summary>
    public byte[] Flags()
    {
        var view = _world.Read(_warp);
        var flags = new List<byte>();
        var process = _first;
        do
        {
            var (token, held) = (view.FirstIn(process, _token, out _), view.FirstIn(process, _held, out _));
            var (request, release) = (view.FirstOut(process, _request, out _), view.FirstIn(process, _release, out _));
            flags.Add((byte)((token ? 1 : 0) | (held ? 2 : 0) | (request ? 4 : 0) | (release ? 8 : 0)));
            view.FirstOut(process, _next, out var edge);
            process = edge.To;
        }
        while (process != _first);
        return [.. flags];
    }

    /// <summary>process → next becomes process → new → next, and so on from the new one until there are enough.</summary>
    private sealed class Grow(NodeType process, EdgeType next, int size) : Rule("grow")
    {
        public override bool Match(View view, NodeId node) => node.Index + 1 < size && view.FirstOut(node, next, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstOut(node, next, out var edge);
            footprint.ReadOut(node);
            footprint.Delete(edge);
            footprint.Create(nodes: 1, edges: 2);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstOut(node, next, out var edge);
            var made = delta.CreateNode(process);
            delta.Delete(edge.Id);
            delta.CreateEdge(next, node, made);
            delta.CreateEdge(next, made, edge.To);
            delta.Enqueue(this, made);
        }
    }

    /// <summary>A resource with its token comes to a process.</summary>
    private sealed class Mount(NodeType resource, EdgeType token) : Rule("mount")
    {
        public override bool Match(View view, NodeId node) => !view.FirstIn(node, token, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.ReadIn(node);
            footprint.LinkIn(node);
            footprint.Create(nodes: 1, edges: 1);
        }

        public override void Execute(View view, NodeId node, Delta delta) => delta.CreateEdge(token, delta.CreateNode(resource), node);
    }

    /// <summary>A process that has not asked for the resource does so. Edges from all sides may be linked to one node at once.</summary>
    private sealed class Request(EdgeType request, NodeId resource) : Rule("request")
    {
        public override bool Match(View view, NodeId node) => node != resource && !view.FirstOut(node, request, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.ReadOut(node);
            footprint.Link(node, resource);
            footprint.Create(edges: 1);
        }

        public override void Execute(View view, NodeId node, Delta delta) => delta.CreateEdge(request, node, resource);
    }

    /// <summary>A process that has the token and asks for the resource holds it.</summary>
    private sealed class Take(EdgeType token, EdgeType request, EdgeType held, Rule then) : Rule("take")
    {
        public override bool Match(View view, NodeId node) => view.FirstIn(node, token, out _) && view.FirstOut(node, request, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstIn(node, token, out var has);
            view.FirstOut(node, request, out var asks);
            footprint.ReadIn(node);
            footprint.ReadOut(node);
            footprint.Delete(has);
            footprint.Delete(asks);
            footprint.Create(edges: 1);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstIn(node, token, out var has);
            view.FirstOut(node, request, out var asks);
            delta.Delete(has.Id);
            delta.Delete(asks.Id);
            delta.CreateEdge(held, has.From, node);
            delta.Enqueue(then, node);
        }
    }

    /// <summary>A process that holds the resource and asks for nothing releases it.</summary>
    private sealed class Release(EdgeType held, EdgeType request, EdgeType release, Rule then) : Rule("release")
    {
        public override bool Match(View view, NodeId node) => view.FirstIn(node, held, out _) && !view.FirstOut(node, request, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstIn(node, held, out var holds);
            footprint.ReadIn(node);
            footprint.ReadOut(node);
            footprint.Delete(holds);
            footprint.Create(edges: 1);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstIn(node, held, out var holds);
            delta.Delete(holds.Id);
            delta.CreateEdge(release, holds.From, node);
            delta.Enqueue(then, node);
        }
    }

    /// <summary>What a process has released, the next one gets the token of.</summary>
    private sealed class Give(EdgeType release, EdgeType next, EdgeType token) : Rule("give")
    {
        public Rule Take { get; set; } = null!;

        public override bool Match(View view, NodeId node) => view.FirstIn(node, release, out _);

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            view.FirstIn(node, release, out var had);
            view.FirstOut(node, next, out var on);
            footprint.ReadIn(node);
            footprint.ReadOut(node);
            footprint.Delete(had);
            footprint.LinkIn(on.To);
            footprint.Create(edges: 1);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            view.FirstIn(node, release, out var had);
            view.FirstOut(node, next, out var on);
            delta.Delete(had.Id);
            delta.CreateEdge(token, had.From, on.To);
            delta.Enqueue(Take, on.To);
        }
    }
}

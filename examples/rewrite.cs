#:project ../src/Xcs.Rewriting/Xcs.Rewriting.csproj

//   0 ──► 1 ──► 2 ──► … ──► 99        heat moves along the edges, at many nodes at once
//
// Rules change a graph where they match. A tick admits those whose footprints do not meet, runs them in parallel, and seals the new
// state with a hash that is the same for one worker and for eight, whatever the order in which work was asked for.
//
// prints: 200 units of heat, the same hash: True

using Xcs.Rewriting;
using NodeId = Xcs.Rewriting.NodeId;

Console.WriteLine($"{Run(1).Heat} units of heat, the same hash: {Run(1).Hash == Run(8).Hash}");

static (int Heat, string Hash) Run(int workers)
{
    using var world = new World(new WorldOptions { Workers = workers });
    var (place, next, heat) = (world.NodeType("place"), world.EdgeType("next"), world.NodeAttachment<int>("heat"));
    var row = world.CreateWarp("row");
    world.Edit(row, delta =>
    {
        var places = Enumerable.Range(0, 100).Select(_ => delta.CreateNode(place)).ToArray();
        for (var k = 0; k < places.Length; k++)
            delta.Set(heat, places[k], k < 50 ? 4 : 0);
        for (var k = 1; k < places.Length; k++)
            delta.CreateEdge(next, places[k - 1], places[k]);
    });

    world.Activate(world.Register(new Flow(next, heat)), row);
    var receipt = world.Tick(rounds: 50);
    var view = world.Read(row);
    return (row.Nodes().Sum(node => view.GetOr(heat, node, 0)), $"{receipt.CommitHash}");
}

/// <summary>A place gives a unit to the next one while that has less.</summary>
internal sealed class Flow(EdgeType next, Attachment<int> heat) : Rule("flow")
{
    public override bool Match(View view, NodeId node) => view.FirstOut(node, next, out var edge) && view.Get(heat, node) > view.Get(heat, edge.To);

    public override void Footprint(View view, NodeId node, Footprint footprint)
    {
        footprint.ReadOut(node);
        footprint.Write(heat, node);
        foreach (var edge in view.Out(node, next))
            footprint.Write(heat, edge.To);
    }

    public override void Execute(View view, NodeId node, Delta delta)
    {
        delta.Set(heat, node, view.Get(heat, node) - 1);
        foreach (var edge in view.Out(node, next))
            delta.Set(heat, edge.To, view.Get(heat, edge.To) + 1);
    }
}

using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Reads a warp, and the warps above it. In a rule: the state before the round; valid only during the call that it is given to, on its thread. From
/// <see cref="World.Read"/>: the state between ticks.
/// </summary>
public sealed unsafe partial class View
{
    private readonly World _world;
    private readonly Guard? _guard;
    private readonly bool _isOutside;

    // Whether every access takes the long way: guarded, or from outside.
    private readonly bool _isChecked;
    private Warp? _warp;
    private Table _nodes = null!;
    private Table _edges = null!;
    private WarpId _id;

    internal View(World world, Guard? guard, bool isOutside)
    {
        _world = world;
        _guard = guard;
        _isOutside = isOutside;
        _isChecked = guard is not null || isOutside;
        Detach();
    }

    /// <summary>The warp.</summary>
    public WarpId Warp => _id;

    /// <summary>The node of another warp below which this warp hangs; null where it stands by itself.</summary>
    public NodeId? Portal => Attached.Portal;

    private Warp Attached => _warp ?? throw new RewritingException(
        Fault.Detached, "a view is used after the call that it was given to", "Use it inside the rule's call only; World.Read gives one for use between ticks.");

    /// <summary>Whether a node exists.</summary>
    public bool Exists(NodeId node) => FindNode(node, Claims.Read | Claims.Write | Claims.ReadOut | Claims.LinkOut | Claims.ReadIn | Claims.LinkIn, "existence") != null;

    /// <summary>The type of a node.</summary>
    /// <exception cref="RewritingException">The node is unknown.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NodeType TypeOf(NodeId node)
    {
        var page = FindNode(node, Claims.Read | Claims.Write | Claims.ReadOut | Claims.LinkOut | Claims.ReadIn | Claims.LinkIn, "type");
        if (page == null)
            ThrowUnknown(node);
        return new NodeType(NodeRow.At(page, node.Index)->Type);
    }

    /// <summary>Whether an edge exists.</summary>
    public bool Exists(EdgeId edge) => WarpOfEdge(edge, "existence") is { } warp && warp.Edges0.HasEdge(edge.Index);

    /// <summary>What an edge is.</summary>
    /// <exception cref="RewritingException">The edge is unknown.</exception>
    public Edge EdgeOf(EdgeId edge)
    {
        var warp = WarpOfEdge(edge, "ends");
        return warp.Edges0.HasEdge(edge.Index) ? warp.EdgeAt(edge.Index) : throw Unknown(edge);
    }

    /// <summary>The edges that leave a node, ascending.</summary>
    /// <param name="node">The node; one that does not exist has no edges.</param>
    /// <param name="type">Of one type; of all where it is left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EdgeList Out(NodeId node, EdgeType type = default) => EdgeList.Out(WarpOfNode(node, Claims.ReadOut, "edges out"), node.Index, type);

    /// <summary>The edges that enter a node, ascending.</summary>
    /// <inheritdoc cref="Out" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EdgeList In(NodeId node, EdgeType type = default) => EdgeList.In(WarpOfNode(node, Claims.ReadIn, "edges in"), node.Index, type);

    /// <summary>The first edge of a type that leaves a node; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FirstOut(NodeId node, EdgeType type, out Edge edge)
    {
        var warp = WarpOfNode(node, Claims.ReadOut, "edges out");
        var page = warp.Nodes0.PageOf(node.Index);
        return First(warp, page == null ? NodeRow.None : NodeRow.At(page, node.Index)->Out, type, isOut: true, out edge);
    }

    /// <summary>The first edge of a type that enters a node; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FirstIn(NodeId node, EdgeType type, out Edge edge)
    {
        var warp = WarpOfNode(node, Claims.ReadIn, "edges in");
        var page = warp.Nodes0.PageOf(node.Index);
        return First(warp, page == null ? NodeRow.None : NodeRow.At(page, node.Index)->In, type, isOut: false, out edge);
    }

    internal void Attach(Warp warp)
    {
        _warp = warp;
        _nodes = warp.Nodes0;
        _edges = warp.Edges0;
        _id = warp.Id;
    }

    // An id that no warp has: every access then takes the long way, which refuses.
    internal void Detach()
    {
        _warp = null;
        _id = new WarpId(uint.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool First(Warp warp, uint first, EdgeType type, bool isOut, out Edge edge)
    {
        var edges = warp.Edges0;
        for (var index = first; index != NodeRow.None;)
        {
            var row = edges.Edge(index);
            if (type.Value == 0 || row->Type == type.Value)
            {
                edge = new Edge(new EdgeId(warp.Id, index), new EdgeType(row->Type), new NodeId(warp.Id, row->From), new NodeId(warp.Id, row->To));
                return true;
            }

            index = isOut ? row->NextOut : row->NextIn;
            if (index == first)
                break;
        }

        edge = default;
        return false;
    }

    private static void ThrowUnknown(NodeId node) =>
        throw new RewritingException(Fault.UnknownNode, $"{node} does not exist", "Ask for nodes that the view shows; Exists tells.");

    private static RewritingException Unknown(EdgeId edge) =>
        new(Fault.UnknownEdge, $"{edge} does not exist", "Ask for edges that the view shows; Exists tells.");

    // The page of a node; null where the node does not exist.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Page* FindNode(NodeId node, uint claims, string what)
    {
        var table = node.Warp == _id && !_isChecked ? _nodes : WarpOfNode(node, claims, what).Nodes0;
        var page = table.PageOf(node.Index);
        return page != null && NodeRow.At(page, node.Index)->Type != 0 ? page : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Warp WarpOfNode(NodeId node, uint claims, string what) => node.Warp == _id && !_isChecked ? _warp! : CheckNode(node, claims, what);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Warp CheckNode(NodeId node, uint claims, string what)
    {
        var warp = WarpOf(node.Warp);
        if (_guard is not null && node.Index < warp.NextNode)
            CheckNodeRow(warp.Nodes0.KeyOf(node.Index), claims, node, what);
        return warp;
    }

    private void CheckNodeRow(ulong row, uint claims, NodeId node, string what) =>
        _guard!.Access(row, claims, () => $"read {what} of {node}");

    private Warp WarpOfEdge(EdgeId edge, string what)
    {
        var warp = WarpOf(edge.Warp);
        if (_guard is null || !warp.Edges0.HasEdge(edge.Index))
            return warp;

        // Whoever reads the edges of an end reads the edge.
        var ends = warp.EdgeAt(edge.Index);
        if (!_guard.Covers(warp.Nodes0.KeyOf(ends.From.Index), Claims.ReadOut) && !_guard.Covers(warp.Nodes0.KeyOf(ends.To.Index), Claims.ReadIn))
            CheckEdge(warp.Edges0.KeyOf(edge.Index), edge, what);
        return warp;
    }

    private void CheckEdge(ulong row, EdgeId edge, string what) =>
        _guard!.Access(row, Claims.Read | Claims.Write, () => $"read {what} of {edge}");

    private Warp WarpOf(WarpId id)
    {
        if (_isOutside)
            _world.RequireIdle();
        for (var warp = Attached; warp is not null; warp = warp.Parent)
        {
            if (warp.Id == id)
                return warp;
        }

        throw new RewritingException(Fault.ForeignWarp, $"something of {id} is read in {_id}", "A rule reads its own warp and those above it.");
    }
}

using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Applies the entries of deltas to one warp, in canonical order; each worker has one. Rows belong to their own shard, links to that of the node, so
/// that no two workers write the same thing.
/// </summary>
internal sealed unsafe partial class Applier(World world)
{
    private readonly NativeList<(uint Node, uint Rank)> _dropped = new();
    private readonly NativeList<(uint Warp, uint Page)> _emptied = new();
    private Warp _warp = null!;
    private Table _nodes = null!;
    private Table _edges = null!;
    private AgendaLog _log = null!;
    private uint _round;
    private uint _last;
    private byte* _end;
    private bool _joins;
    private bool _follows;
    private bool _hasEdgeAttachments;

    /// <summary>The first thing in canonical order that did not fit; null where all did.</summary>
    public MergeFault? Fault { get; private set; }

    /// <param name="warp">The warp.</param>
    /// <param name="round">Differs from the last round's in every round; not 0.</param>
    /// <param name="log">Takes candidates that the entries ask for.</param>
    public void Begin(Warp warp, uint round, AgendaLog log)
    {
        // Comparing is cheaper than writing references.
        if (_warp != warp || _nodes != warp.Nodes0)
            (_warp, _nodes, _edges) = (warp, warp.Nodes0, warp.Edges0);
        if (_log != log)
            _log = log;
        _round = round;
        _joins = world.Joins;
        _follows = warp.IsFollowed;
        _hasEdgeAttachments = world.Schema.HasEdgeAttachments;
        _dropped.Clear();
        _last = 0;
    }

    public void Forget()
    {
        Fault = null;
        _emptied.Clear();
    }

    /// <summary>
    /// At the end of a round: edges that came and went within the tick leave nothing behind, and the memory of their pages is used again while it is in the cache.
    /// </summary>
    public void FreeEmptied()
    {
        foreach (var (warp, page) in _emptied.Span)
            world.WarpList[(int)warp].Edges0.FreeIfEmpty(page);
        _emptied.Clear();
    }

    /// <summary>Applies a stretch of entries.</summary>
    public void Apply(byte* from, byte* to, OpRoles roles)
    {
        _end = to;
        while (from < to)
        {
            var op = (Op*)from;
            if (op->Rank < _last)
                Fail(Rewriting.Fault.MergeOrder, TableOf(op), op->Index, op->Rank);
            _last = op->Rank;
            if ((op->Roles & roles) != 0)
                Apply(op, op->Roles & roles);
            from += op->Stride;
        }
    }

    /// <summary>After all links: nothing may hang on a node that is gone.</summary>
    public void CheckDropped()
    {
        foreach (var (node, rank) in _dropped.Span)
        {
            if (_nodes.Node(node)->Out != NodeRow.None || _nodes.Node(node)->In != NodeRow.None)
                Fail(Rewriting.Fault.Dangling, 0, node, rank);
        }
    }

    private static int TableOf(Op* op) => op->Kind switch
    {
        OpKind.SetRow or OpKind.DropRow => op->Number,
        OpKind.PutEdge or OpKind.DropEdge => 1,
        _ => 0,
    };

    private void Apply(Op* op, OpRoles roles)
    {
        switch (op->Kind)
        {
            case OpKind.PutEdge:
                PutEdge(op, roles);
                break;
            case OpKind.DropEdge:
                DropEdge(op, roles);
                break;
            case OpKind.SetRow when (roles & OpRoles.Row) != 0:
                SetRow(op);
                break;
            case OpKind.DropRow when (roles & OpRoles.Row) != 0:
                DropRow(_warp.Tables[op->Number], op);
                Changed(_warp.Tables[op->Number], op->Index);
                break;
            case OpKind.PutNode when (roles & OpRoles.Row) != 0:
                PutNode(op);
                break;
            case OpKind.SetType when (roles & OpRoles.Row) != 0:
                SetType(op);
                break;
            case OpKind.DropNode:
                DropNode(op, roles);
                break;
            case OpKind.Enqueue when (roles & OpRoles.Row) != 0:
                _log.Add(_warp, op->Number, op->Index >> 6, 1UL << (int)(op->Index & 63));
                break;
            case OpKind.Changed when (roles & OpRoles.Row) != 0:
                Changed(_nodes, op->Index);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Changed(Table table, uint index)
    {
        if (_follows && !table.Shape.IsOfEdges)
            Follow(index);
    }

    private void Follow(uint node)
    {
        var page = _nodes.PageOf(node);
        if (page == null)
            return;
        if (page->Changed == 0)
            _nodes.ShardOf(node >> 6).Changed.Add(node >> 6);
        page->Changed |= 1UL << (int)(node & 63);
    }

    // A page that no edge can come to any more, and of which none lived before the tick.
    private void NoteEmptied(uint edge)
    {
        var page = _edges.PageOf(edge);
        if ((page->Live | page->LiveBefore) == 0 && (edge | (Sharding.RowsPerPage - 1)) < _warp.NextEdge)
            _emptied.Add((_warp.Id.Value, edge >> 6));
    }

    private void Fail(Fault kind, int table, uint index, uint rank, Exception? inner = null)
    {
        var fault = new MergeFault(kind, _warp.Id.Value, table, index, rank, inner);
        if (Fault is not { } known || MergeFault.Compare(fault, known) < 0)
            Fault = fault;
    }
}

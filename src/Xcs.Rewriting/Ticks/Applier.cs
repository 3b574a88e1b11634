using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Applies the entries of deltas to one warp, in canonical order; each worker has one. Rows belong to their own shard, links to that of the node, so
/// that no two workers write the same thing.
/// </summary>
internal sealed unsafe class Applier(World world)
{
    private readonly NativeList<(uint Node, uint Rank)> _dropped = new();
    private Warp _warp = null!;
    private Table _nodes = null!;
    private Table _edges = null!;
    private AgendaLog _log = null!;
    private uint _round;
    private uint _last;
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
        _warp = warp;
        _nodes = warp.Nodes0;
        _edges = warp.Edges0;
        _log = log;
        _round = round;
        _joins = world.Options.Policy == ConflictPolicy.Join;
        _follows = warp.Agenda.HasActive;
        _hasEdgeAttachments = world.Schema.HasEdgeAttachments;
        _dropped.Clear();
        _last = 0;
    }

    public void Forget() => Fault = null;

    /// <summary>Applies a stretch of entries.</summary>
    public void Apply(byte* from, byte* to, OpRoles roles)
    {
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
                DropRow(_warp.Tables[op->Number], op->Index, op->Rank);
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

    private void PutNode(Op* op)
    {
        var page = _nodes.Touch(op->Index);
        var row = NodeRow.At(page, op->Index);
        Meet(_nodes, page, op->Index, op->Rank, &row->Writer);
        row->Type = op->Number;
        page->Live |= 1UL << (int)(op->Index & 63);
        Changed(_nodes, op->Index);
    }

    private void SetType(Op* op)
    {
        var page = _nodes.Touch(op->Index);
        var row = NodeRow.At(page, op->Index);
        var isMet = Meet(_nodes, page, op->Index, op->Rank, &row->Writer);
        if (!Page.IsLive(page, op->Index) || (isMet && row->Type != op->Number))
            Fail(Rewriting.Fault.Divergence, 0, op->Index, op->Rank);
        else
            row->Type = op->Number;
        Changed(_nodes, op->Index);
    }

    // Its links go with the entries of its edges; whether all did is looked at when all links are done.
    private void DropNode(Op* op, OpRoles roles)
    {
        if ((roles & (OpRoles.Out | OpRoles.In)) != 0)
            _dropped.Add((op->Index, op->Rank));
        if ((roles & OpRoles.Row) == 0)
            return;
        DropRow(_nodes, op->Index, op->Rank);
        foreach (var table in _warp.Tables)
        {
            if (table.Shape.Attachment is { IsOfEdges: false } && table.IsLive(op->Index))
                DropRow(table, op->Index, op->Rank);
        }

        Changed(_nodes, op->Index);
    }

    private void PutEdge(Op* op, OpRoles roles)
    {
        if ((roles & OpRoles.Row) != 0)
        {
            var page = _edges.Touch(op->Index);
            var row = EdgeRow.At(page, op->Index);
            Meet(_edges, page, op->Index, op->Rank, &row->Writer);
            row->Type = op->Number;
            row->From = op->From;
            row->To = op->To;
            page->Live |= 1UL << (int)(op->Index & 63);
        }

        if ((roles & OpRoles.Out) != 0 && HasEnd(op, op->From))
        {
            if (!Adjacency.LinkOut(_edges, _nodes.Node(op->From), op->Index))
                Fail(Rewriting.Fault.MergeOrder, 1, op->Index, op->Rank);
            Changed(_nodes, op->From);
        }

        if ((roles & OpRoles.In) != 0 && HasEnd(op, op->To))
        {
            if (!Adjacency.LinkIn(_edges, _nodes.Node(op->To), op->Index))
                Fail(Rewriting.Fault.MergeOrder, 1, op->Index, op->Rank);
            Changed(_nodes, op->To);
        }
    }

    private void DropEdge(Op* op, OpRoles roles)
    {
        if ((roles & OpRoles.Out) != 0)
        {
            Adjacency.UnlinkOut(_edges, _nodes.Node(op->From), op->Index);
            Changed(_nodes, op->From);
        }

        if ((roles & OpRoles.In) != 0)
        {
            Adjacency.UnlinkIn(_edges, _nodes.Node(op->To), op->Index);
            Changed(_nodes, op->To);
        }

        if ((roles & OpRoles.Row) == 0)
            return;
        DropRow(_edges, op->Index, op->Rank);
        for (var k = 2; _hasEdgeAttachments && k < _warp.Tables.Length; k++)
        {
            var table = _warp.Tables[k];
            if (table.Shape.IsOfEdges && table.IsLive(op->Index))
                DropRow(table, op->Index, op->Rank);
        }
    }

    private void SetRow(Op* op)
    {
        var table = _warp.Tables[op->Number];
        var page = table.Touch(op->Index);
        var bit = 1UL << (int)(op->Index & 63);
        var row = table.Value(page, op->Index);
        var value = (byte*)(op + 1);
        if (!(table.Shape.IsOfEdges ? _edges : _nodes).IsLive(op->Index))
        {
            Fail(Rewriting.Fault.Divergence, op->Number, op->Index, op->Rank);
            return;
        }

        var isJoin = _joins && table.Shape.Attachment!.IsJoinable;
        if (Meet(table, page, op->Index, op->Rank, table.Writers(page) + (op->Index & 63)))
        {
            if (isJoin && (page->Live & bit) != 0)
            {
                Unsafe.CopyBlockUnaligned(BeforeJoin(table, page, row), row, (uint)op->Size);
                table.Shape.Attachment!.Join(BeforeRound(page, row), row, value);
                page->Joined |= bit;
                table.Writers(page)[op->Index & 63] = op->Rank;
            }
            else if ((page->Live & bit) == 0 || !IsSame(table, row, value, op->Size))
            {
                Fail(Rewriting.Fault.Divergence, op->Number, op->Index, op->Rank);
            }

            return;
        }

        if (isJoin && (page->Joined & bit) != 0)
        {
            // The same rewrite again: its last write is what is joined.
            Unsafe.CopyBlockUnaligned(row, BeforeJoin(table, page, row), (uint)op->Size);
            table.Shape.Attachment!.Join(BeforeRound(page, row), row, value);
            return;
        }

        Write(table, page, op->Index, row, value, op->Size);
        Changed(table, op->Index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Table table, Page* page, uint index, byte* row, byte* value, int size)
    {
        if (table.Shape.IsBytes)
        {
            FreeIfNew(table, page, index);
            *(BytesRow*)row = BytesRow.Copy(new ReadOnlySpan<byte>(value, size));
        }
        else if (size == sizeof(ulong))
        {
            *(ulong*)row = *(ulong*)value;
        }
        else if (size == sizeof(uint))
        {
            *(uint*)row = *(uint*)value;
        }
        else
        {
            Unsafe.CopyBlockUnaligned(row, value, (uint)size);
        }

        page->Live |= 1UL << (int)(index & 63);
    }

    private void DropRow(Table table, uint index, uint rank)
    {
        var page = table.Touch(index);
        var bit = 1UL << (int)(index & 63);
        var isMet = Meet(table, page, index, rank, WriterOf(table, page, index));
        if ((page->Live & bit) == 0)
            return;
        if (isMet || (page->Joined & bit) != 0)
        {
            Fail(Rewriting.Fault.Divergence, table.Shape.Table, index, rank);
            return;
        }

        if (table.Shape.IsBytes)
            FreeIfNew(table, page, index);
        page->Live &= ~bit;
        if (table.Shape.Kind == TableKind.Edges)
            EdgeRow.At(page, index)->Type = 0;
        else if (table.Shape.Kind == TableKind.Nodes)
            NodeRow.At(page, index)->Type = 0;
        else
            new Span<byte>(table.Value(page, index), table.Shape.StoredSize).Clear();
    }

    // Takes note of a write. True: another rewrite of this round has written the row before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Meet(Table table, Page* page, uint index, uint rank, uint* writer)
    {
        var bit = 1UL << (int)(index & 63);
        if (page->Round != _round)
        {
            page->Round = _round;
            page->Written = page->Joined = 0;
            if (_joins && table.Shape.Attachment is { IsJoinable: true })
                KeepRound(table, page);
        }

        if ((page->Written & bit) != 0)
            return *writer != rank;
        page->Written |= bit;
        *writer = rank;
        if ((page->Touched & bit) != 0)
            return false;
        page->Touched |= bit;
        table.Keep(page, index);
        return false;
    }

    // A string that this tick has written is in nobody else's hands.
    private static void FreeIfNew(Table table, Page* page, uint index)
    {
        if (!Page.IsLive(page, index))
            return;
        var row = (BytesRow*)table.Value(page, index);
        if ((page->LiveBefore >> (int)(index & 63) & 1) == 0 || row->Start != ((BytesRow*)table.Before(page, index))->Start)
            BytesRow.Free(*row);
    }

    private static uint* WriterOf(Table table, Page* page, uint index) => table.Shape.Kind switch
    {
        TableKind.Nodes => &NodeRow.At(page, index)->Writer,
        TableKind.Edges => &EdgeRow.At(page, index)->Writer,
        _ => table.Writers(page) + (index & 63),
    };

    private static bool IsSame(Table table, byte* row, byte* value, int size) => table.Shape.IsBytes
        ? ((BytesRow*)row)->Span.SequenceEqual(new ReadOnlySpan<byte>(value, size))
        : new ReadOnlySpan<byte>(row, size).SequenceEqual(new ReadOnlySpan<byte>(value, size));

    private static byte* BeforeRound(Page* page, byte* row) => page->RoundBefore + (row - Page.Rows(page));

    private static byte* BeforeJoin(Table table, Page* page, byte* row) => BeforeRound(page, row) + (64 * table.Shape.StoredSize);

    private static void KeepRound(Table table, Page* page)
    {
        if (page->RoundBefore == null)
            page->RoundBefore = table.Shape.Copies.Rent();
        Buffer.MemoryCopy(Page.Rows(page), page->RoundBefore, 64 * table.Shape.StoredSize, 64 * table.Shape.StoredSize);
    }

    private bool HasEnd(Op* op, uint node)
    {
        if (_nodes.HasNode(node))
            return true;
        Fail(Rewriting.Fault.Dangling, 1, op->Index, op->Rank);
        return false;
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

    private void Fail(Fault kind, int table, uint index, uint rank)
    {
        var fault = new MergeFault(kind, _warp.Id.Value, table, index, rank);
        if (Fault is not { } known || MergeFault.Compare(fault, known) < 0)
            Fault = fault;
    }
}

using System.Numerics;
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
        _hasEdgeAttachments = world.Schema.Shapes.Exists(static shape => shape.Attachment is { IsOfEdges: true });
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
            var page = _nodes.Pages[node >> 6];
            if (NodePage.Out(page)[node & 63] != NodePage.None || NodePage.In(page)[node & 63] != NodePage.None)
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
        Meet(_nodes, page, op->Index, op->Rank);
        NodePage.Types(page)[op->Index & 63] = op->Number;
        *Page.Live(page) |= 1UL << (int)(op->Index & 63);
        Changed(_nodes, op->Index);
    }

    private void SetType(Op* op)
    {
        var page = _nodes.Touch(op->Index);
        var type = NodePage.Types(page) + (op->Index & 63);
        var isMet = Meet(_nodes, page, op->Index, op->Rank);
        if (!Page.IsLive(page, op->Index) || (isMet && *type != op->Number))
            Fail(Rewriting.Fault.Divergence, 0, op->Index, op->Rank);
        else
            *type = op->Number;
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
        NodePage.Types(_nodes.Pages[op->Index >> 6])[op->Index & 63] = 0;
        foreach (var table in _warp.Tables)
        {
            if (table.Shape.Attachment is { IsOfEdges: false } && table.IsLive(op->Index))
                DropRow(table, op->Index, op->Rank);
        }

        Changed(_nodes, op->Index);
    }

    private void PutEdge(Op* op, OpRoles roles)
    {
        var slot = op->Index & 63;
        if ((roles & OpRoles.Row) != 0)
        {
            var page = _edges.Touch(op->Index);
            Meet(_edges, page, op->Index, op->Rank);
            EdgePage.Types(page)[slot] = op->Number;
            EdgePage.From(page)[slot] = op->From;
            EdgePage.To(page)[slot] = op->To;
            *Page.Live(page) |= 1UL << (int)slot;
        }

        if ((roles & OpRoles.Out) != 0 && HasEnd(op, op->From))
        {
            if (!Adjacency.LinkOut(_edges, NodePage.Out(_nodes.Pages[op->From >> 6]) + (op->From & 63), op->Index))
                Fail(Rewriting.Fault.MergeOrder, 1, op->Index, op->Rank);
            Changed(_nodes, op->From);
        }

        if ((roles & OpRoles.In) != 0 && HasEnd(op, op->To))
        {
            if (!Adjacency.LinkIn(_edges, NodePage.In(_nodes.Pages[op->To >> 6]) + (op->To & 63), op->Index))
                Fail(Rewriting.Fault.MergeOrder, 1, op->Index, op->Rank);
            Changed(_nodes, op->To);
        }
    }

    private void DropEdge(Op* op, OpRoles roles)
    {
        if ((roles & OpRoles.Out) != 0)
        {
            Adjacency.UnlinkOut(_edges, NodePage.Out(_nodes.Pages[op->From >> 6]) + (op->From & 63), op->Index);
            Changed(_nodes, op->From);
        }

        if ((roles & OpRoles.In) != 0)
        {
            Adjacency.UnlinkIn(_edges, NodePage.In(_nodes.Pages[op->To >> 6]) + (op->To & 63), op->Index);
            Changed(_nodes, op->To);
        }

        if ((roles & OpRoles.Row) == 0)
            return;
        DropRow(_edges, op->Index, op->Rank);
        var page = _edges.Pages[op->Index >> 6];
        var slot = op->Index & 63;
        EdgePage.Types(page)[slot] = 0;
        EdgePage.From(page)[slot] = EdgePage.To(page)[slot] = 0;
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
        var row = table.Row(page, op->Index);
        var value = (byte*)(op + 1);
        if (!(table.Shape.IsOfEdges ? _edges : _nodes).IsLive(op->Index))
        {
            Fail(Rewriting.Fault.Divergence, op->Number, op->Index, op->Rank);
            return;
        }

        var isJoin = _joins && table.Shape.Attachment!.IsJoinable;
        if (isJoin && (page->Round != _round || page->RoundBefore == null))
            KeepRound(table, page);
        if (Meet(table, page, op->Index, op->Rank))
        {
            if (isJoin && (*Page.Live(page) & bit) != 0)
            {
                table.Shape.Attachment!.Join(page->RoundBefore + Page.ColumnsAt + (row - Page.Columns(page)), row, value);
                page->Joined |= bit;
                table.Writers(page)[op->Index & 63] = op->Rank;
            }
            else if ((*Page.Live(page) & bit) == 0 || !IsSame(table, row, value, op->Size))
            {
                Fail(Rewriting.Fault.Divergence, op->Number, op->Index, op->Rank);
            }

            return;
        }

        if (isJoin && (page->Joined & bit) != 0)
        {
            Fail(Rewriting.Fault.Divergence, op->Number, op->Index, op->Rank);
            return;
        }

        Write(table, page, bit, row, value, op->Size);
        Changed(table, op->Index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Table table, Page* page, ulong bit, byte* row, byte* value, int size)
    {
        if (table.Shape.IsBytes)
        {
            FreeIfNew(page, bit, (BytesRow*)row);
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

        *Page.Live(page) |= bit;
    }

    private void DropRow(Table table, uint index, uint rank)
    {
        var page = table.Touch(index);
        var bit = 1UL << (int)(index & 63);
        var isMet = Meet(table, page, index, rank);
        if ((*Page.Live(page) & bit) == 0)
            return;
        if (isMet)
        {
            Fail(Rewriting.Fault.Divergence, table.Shape.Table, index, rank);
            return;
        }

        *Page.Live(page) &= ~bit;
        if (table.Shape.Attachment is null)
            return;
        var row = table.Row(page, index);
        if (table.Shape.IsBytes)
            FreeIfNew(page, bit, (BytesRow*)row);
        new Span<byte>(row, table.Shape.StoredSize).Clear();
    }

    // Takes note of a write. True: another rewrite of this round has written the row before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Meet(Table table, Page* page, uint index, uint rank)
    {
        var bit = 1UL << (int)(index & 63);
        if (page->Round != _round)
        {
            page->Round = _round;
            page->Written = page->Joined = 0;
        }

        var writer = table.Writers(page) + (index & 63);
        if ((page->Written & bit) != 0)
            return *writer != rank;
        page->Written |= bit;
        page->Touched |= bit;
        *writer = rank;
        return false;
    }

    // A string that this tick has written is in nobody else's hands.
    private static void FreeIfNew(Page* page, ulong bit, BytesRow* row)
    {
        if ((*Page.Live(page) & bit) == 0)
            return;
        var slot = BitOperations.TrailingZeroCount(bit);
        if (row->Start != ((BytesRow*)(page->Before + Page.ColumnsAt))[slot].Start || ((((ulong*)page->Before)[1] >> slot) & 1) == 0)
            BytesRow.Free(*row);
    }

    private static bool IsSame(Table table, byte* row, byte* value, int size) => table.Shape.IsBytes
        ? ((BytesRow*)row)->Span.SequenceEqual(new ReadOnlySpan<byte>(value, size))
        : new ReadOnlySpan<byte>(row, size).SequenceEqual(new ReadOnlySpan<byte>(value, size));

    private static void KeepRound(Table table, Page* page)
    {
        if (page->RoundBefore == null)
            page->RoundBefore = table.Shape.Copies.Rent();
        Buffer.MemoryCopy(Page.Hashed(page), page->RoundBefore, table.Shape.HashedSize, table.Shape.HashedSize);
    }

    private bool HasEnd(Op* op, uint node)
    {
        if (_nodes.IsLive(node))
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

using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// Values, and what all rows have: their writers, and whether those agree.
internal sealed unsafe partial class Applier
{
    private void SetRow(Op* op)
    {
        var table = _warp.Tables[op->Number];
        var page = table.Touch(op->Index);
        var bit = 1UL << (int)(op->Index & 63);
        var row = table.Value(page, op->Index);
        var value = (byte*)(op + 1);
        if (!(table.Shape.IsOfEdges ? _edges : _nodes).IsLive(op->Index))
        {
            Diverge(table, op);
            return;
        }

        var isJoin = _joins && table.Shape.Attachment!.IsJoinable;
        if (Meet(table, page, op->Index, op->Rank, table.Writers(page) + (op->Index & 63)))
        {
            if (isJoin && (page->Live & bit) != 0)
            {
                Unsafe.CopyBlockUnaligned(BeforeJoin(table, page, row), row, (uint)op->Size);
                Join(table, op, BeforeRound(page, row), row, value);
                page->Joined |= bit;
                table.Writers(page)[op->Index & 63] = op->Rank;
            }
            else if ((page->Live & bit) == 0 || !IsSame(table, row, value, op->Size))
            {
                Diverge(table, op);
            }

            return;
        }

        if (isJoin && (page->Joined & bit) != 0)
        {
            // The same rewrite again: its last write is what is joined.
            Unsafe.CopyBlockUnaligned(row, BeforeJoin(table, page, row), (uint)op->Size);
            Join(table, op, BeforeRound(page, row), row, value);
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

    // The function is the user's.
    private void Join(Table table, Op* op, byte* before, byte* row, byte* value)
    {
        try
        {
            table.Shape.Attachment!.Join(before, row, value);
        }
        catch (Exception exception)
        {
            Fail(Rewriting.Fault.JoinThrew, table.Shape.Table, op->Index, op->Rank, exception);
        }
    }

    private void DropRow(Table table, Op* op)
    {
        var index = op->Index;
        var page = table.Touch(index);
        var bit = 1UL << (int)(index & 63);
        var isMet = Meet(table, page, index, op->Rank, WriterOf(table, page, index));
        if ((page->Live & bit) == 0)
            return;
        if (isMet || (page->Joined & bit) != 0)
        {
            Diverge(table, op);
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

    // Two rewrites do not agree on a row, unless this one writes it again: its last write counts.
    private void Diverge(Table table, Op* op)
    {
        for (var next = (byte*)op + op->Stride; next < _end && ((Op*)next)->Rank == op->Rank; next += ((Op*)next)->Stride)
        {
            if (((Op*)next)->Index == op->Index && ((Op*)next)->Writes(table.Shape))
                return;
        }

        Fail(Rewriting.Fault.Divergence, table.Shape.Table, op->Index, op->Rank);
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
}

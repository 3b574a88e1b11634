namespace Xcs.Rewriting;

// Nodes and edges, and the rings around nodes.
internal sealed unsafe partial class Applier
{
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
            Diverge(_nodes, op);
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
        DropRow(_nodes, op);
        foreach (var table in _warp.Tables)
        {
            if (table.Shape.Attachment is { IsOfEdges: false } && table.IsLive(op->Index))
                DropRow(table, op);
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
        DropRow(_edges, op);
        NoteEmptied(op->Index);
        for (var k = 2; _hasEdgeAttachments && k < _warp.Tables.Length; k++)
        {
            var table = _warp.Tables[k];
            if (table.Shape.IsOfEdges && table.IsLive(op->Index))
                DropRow(table, op);
        }
    }

    private bool HasEnd(Op* op, uint node)
    {
        if (_nodes.HasNode(node))
            return true;
        Fail(Rewriting.Fault.Dangling, 1, op->Index, op->Rank);
        return false;
    }
}

namespace Xcs.Rewriting;

// The way back.
internal sealed unsafe partial class TickRun
{
    // Everything as it was before the tick, the agendas included.
    private void Fail()
    {
        var wasHashed = _state == State.Hashed;
        _state = State.Idle;
        HasStep = false;
        for (var round = _round; round >= 0; round--)
            UndoAgenda(round);
        foreach (var worker in _workers)
        {
            worker.Detach();
            worker.ClearRound();
            worker.Log.Clear();
        }

        _world.SeeTypes(_world.CommittedNodeTypes, _world.CommittedEdgeTypes);
        _world.SeeAttachments(_world.CommittedAttachments);
        _world.RemoveWarps(_warpsBefore);
        foreach (var warp in _world.WarpList)
        {
            if (warp.IsTouched)
                Restore(warp);
        }

        if (wasHashed)
            HashAgain();
        foreach (var warp in _world.WarpList)
        {
            if (warp.IsTouched)
                ForgetDirty(warp);
            warp.IsTouched = false;
        }
    }

    private static void ForgetDirty(Warp warp)
    {
        for (var shard = 0; shard < Sharding.Shards; shard++)
        {
            foreach (var table in warp.Tables)
                table.ShardAt(shard)?.Dirty.Clear();
        }
    }

    private void UndoAgenda(int round)
    {
        foreach (var worker in _workers)
            worker.Log.UndoAdded(_world, round);
        foreach (var worker in _workers)
            worker.Log.UndoRemoved(_world, round);
    }

    private void Restore(Warp warp)
    {
        warp.NextNode = warp.CommittedNodes;
        warp.NextEdge = warp.CommittedEdges;
        for (var shard = 0; shard < Sharding.Shards; shard++)
        {
            if (warp.Nodes0.ShardAt(shard) is { Changed.Count: > 0 } changed)
            {
                foreach (var number in changed.Changed.Span)
                    warp.Nodes0.Pages[number]->Changed = 0;
                changed.Changed.Clear();
            }

            foreach (var table in warp.Tables)
            {
                if (table.ShardAt(shard) is not { } pages)
                    continue;
                foreach (var number in pages.Dirty.Span)
                    table.Restore(number);
            }
        }

        if (_rebuildsLinks)
            Adjacency.Rebuild(warp.Nodes0, warp.Edges0, warp.NextNode, warp.NextEdge);
    }

    // The pages are what they were; their digests are not yet.
    private void HashAgain()
    {
        _unitCount = 0;
        foreach (var warp in _world.WarpList)
        {
            for (var shard = 0; warp.IsTouched && shard < Sharding.Shards; shard++)
            {
                AddUnit((int)warp.Id.Value, shard);
                foreach (var table in warp.Tables)
                {
                    if (table.ShardAt(shard) is not { } pages)
                        continue;
                    pages.Tree.Resize(PagesOf(warp, table, shard), First.Hashes);
                    foreach (var number in pages.Dirty.Span)
                    {
                        if ((number >> 8) >= (uint)pages.Tree.Count)
                            continue;
                        PageCodec.Hash(table, table.Pages[number], First.Hashes, pages.Tree.Leaf((int)(number >> 8)));
                        pages.Tree.Mark((int)(number >> 8));
                    }

                    First.Hashes.Flush();
                    pages.Tree.Update(First.Hashes);
                }
            }
        }

        UpdateRoots();
    }
}

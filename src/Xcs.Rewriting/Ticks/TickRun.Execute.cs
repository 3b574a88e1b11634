namespace Xcs.Rewriting;

// Execution as units, and the units of the merge.
internal sealed unsafe partial class TickRun
{
    private void AssignRanks()
    {
        var rank = 0U;
        for (var u = 0; u < _unitCount; u++)
        {
            ref var unit = ref _units[u];
            var warp = _world.WarpList[unit.Warp];
            (unit.FirstRank, unit.FirstNode, unit.FirstEdge) = (rank, warp.RoundNode, warp.RoundEdge);
            if ((ulong)warp.RoundNode + unit.NewNodes >= uint.MaxValue || (ulong)warp.RoundEdge + unit.NewEdges >= uint.MaxValue)
                throw new RewritingException(Fault.Exhausted, "the warp has used up its ids", "Make another warp.", warp.Name);
            rank += unit.Admitted;
            warp.RoundNode += unit.NewNodes;
            warp.RoundEdge += unit.NewEdges;
        }

        _admission.Rewrites.Append((int)rank);
    }

    private void ExecuteUnit(ref TickUnit unit, TickWorker worker)
    {
        var warp = _world.WarpList[unit.Warp];
        var owner = _workers[unit.Worker];
        var delta = worker.Sharded;
        worker.Attach(warp, delta);
        try
        {
            var (rank, nextNode, nextEdge) = (unit.FirstRank, unit.FirstNode, unit.FirstEdge);
            for (var k = unit.First; k < unit.First + unit.Count; k++)
            {
                ref var entry = ref owner.Entries[k];
                if (entry.State != EntryState.Admitted)
                    continue;
                delta.Begin(_world.RuleList[entry.Rule], new NodeId(warp.Id, entry.Node), rank, nextNode, entry.NewNodes, nextEdge, entry.NewEdges);
                ExecuteEntry(warp, entry, owner, worker, delta);
                _admission.Rewrites[(int)rank++] = new AdmittedRewrite(warp.Id.Value, entry.Node, entry.Rule);
                nextNode += entry.NewNodes;
                nextEdge += entry.NewEdges;
                if (KeepsRejected && !warp.Agenda.IsActive(entry.Rule))
                    worker.Drops.Add(warp, entry.Rule, entry.Node, worker.Log);
            }

            worker.Drops.Flush(warp, worker.Log);
        }
        catch (Exception)
        {
            worker.HasFailed = true;
            worker.Drops.Clear(); // of this warp; the worker goes on with others
        }
        finally
        {
            worker.Detach();
        }
    }

    private void ExecuteEntry(Warp warp, in Entry entry, TickWorker owner, TickWorker worker, Delta delta)
    {
        var rule = _world.RuleList[entry.Rule];
        var node = new NodeId(warp.Id, entry.Node);
        if (worker.Guard is { } guard)
        {
            guard.BeginMatch(rule, node);
            worker.Claimed.Restore(warp, rule, node, owner.Claims.Slice(entry.FirstClaim, entry.ClaimCount));
            guard.Enforce(worker.Claimed);
        }

        rule.Execute(worker.View, node, delta);
        delta.End();
        worker.Guard?.ThrowIfViolated(null);
    }

    private void CollectTargets()
    {
        _unitCount = 0;
        foreach (var warp in _world.WarpList)
        {
            TakeCounters(warp);
            for (var shard = 0; shard < Sharding.Shards; shard++)
            {
                if (HasEntries(warp, shard))
                    AddUnit((int)warp.Id.Value, shard);
            }

            if (_unitCount > 0 && _units[_unitCount - 1].Warp == (int)warp.Id.Value)
                warp.IsTouched = _rebuildsLinks = true;
        }
    }

    private bool HasEntries(Warp warp, int shard)
    {
        foreach (var worker in _workers)
        {
            if (worker.HasSharded && worker.Sharded.BucketsOf(warp.Id) is { } buckets && buckets.Used.Contains(shard))
                return true;
        }

        return false;
    }
}

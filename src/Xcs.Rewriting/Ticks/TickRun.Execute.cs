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
        worker.Attach(warp, worker.Sharded);
        try
        {
            var (rank, nextNode, nextEdge) = (unit.FirstRank, unit.FirstNode, unit.FirstEdge);
            for (var k = unit.First; k < unit.First + unit.Count; k++)
            {
                ref var entry = ref owner.Entries[k];
                var isAdmitted = entry.State == EntryState.Admitted;
                if (isAdmitted)
                {
                    ExecuteEntry(warp, entry, owner, worker, rank, nextNode, nextEdge);
                    _admission.Rewrites[(int)rank++] = new AdmittedRewrite(warp.Id.Value, entry.Node, entry.Rule);
                    nextNode += entry.NewNodes;
                    nextEdge += entry.NewEdges;
                }

                if (!warp.Agenda.IsActive(entry.Rule) && (isAdmitted || _world.Options.Policy == ConflictPolicy.Reject))
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

    private void ExecuteEntry(Warp warp, in Entry entry, TickWorker owner, TickWorker worker, uint rank, uint firstNode, uint firstEdge)
    {
        var rule = _world.RuleList[entry.Rule];
        var node = new NodeId(warp.Id, entry.Node);
        if (worker.Guard is { } guard)
        {
            guard.BeginMatch(rule, node);
            worker.Claimed.Restore(warp, rule, node, owner.Claims.Slice(entry.FirstClaim, entry.ClaimCount));
            guard.Enforce(worker.Claimed);
        }

        worker.Sharded.Begin(rule, node, rank, firstNode, entry.NewNodes, firstEdge, entry.NewEdges);
        rule.Execute(worker.View, node, worker.Sharded);
        worker.Sharded.End();
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

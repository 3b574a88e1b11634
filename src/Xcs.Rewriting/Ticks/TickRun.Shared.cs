using System.Numerics;

namespace Xcs.Rewriting;

// A round as units (warp, shard), claimed by workers.
internal sealed unsafe partial class TickRun
{
    private readonly List<AdmittedRewrite> _contestedRewrites = [];
    private readonly Func<uint, AdmittedRewrite> _contestedAt;
    private TickUnit[] _units = [];
    private int _unitCount;
    private TickStage _stage;
    private int _from;
    private int _to;

    private IEnumerable<bool> SharedRound()
    {
        CollectUnits();
        foreach (var step in Segments(TickStage.Match))
            yield return step;
        if (AnyFailed())
        {
            RunAgainInOrder();
            yield break;
        }

        _cancellation.ThrowIfCancellationRequested();
        if (AnySawConflict())
        {
            foreach (var step in Segments(TickStage.Contest))
                yield return step;
            DecideContested();
        }

        AssignRanks();
        foreach (var step in Segments(TickStage.Execute))
            yield return step;
        if (AnyFailed())
        {
            RunAgainInOrder();
            yield break;
        }

        _cancellation.ThrowIfCancellationRequested();
        CountRound();
        foreach (var worker in _workers)
        {
            if (worker.HasSharded)
                _newWarps.AddRange(worker.Sharded.NewWarps);
        }

        CollectTargets();
        foreach (var step in Segments(TickStage.ApplyRows))
            yield return step;
        if (AnyLinks())
        {
            foreach (var step in Segments(TickStage.ApplyLinks))
                yield return step;
        }

        ThrowFault();
        AddWarps();
        WakeBelow();
        CollectAffected();
        foreach (var step in Segments(TickStage.Affect))
            yield return step;
        if (AnyFailed())
            AffectAgain();
    }

    // All units at once, or those of one warp after those of another.
    private IEnumerable<bool> Segments(TickStage stage)
    {
        _stage = stage;
        for (_from = 0; _from < _unitCount; _from = _to)
        {
            _to = _unitCount;
            if (_world.Options.CrossWarp == CrossWarp.Serial)
            {
                for (_to = _from + 1; _to < _unitCount && _units[_to].Warp == _units[_from].Warp;)
                    _to++;
            }

            yield return true;
        }
    }

    private void AddUnit(int warp, int shard)
    {
        if (_unitCount == _units.Length)
            Array.Resize(ref _units, Math.Max(256, 2 * _unitCount));
        _units[_unitCount++] = new TickUnit { Warp = warp, Shard = shard };
    }

    private bool AnySawConflict()
    {
        foreach (var worker in _workers)
        {
            if (worker.SawConflict)
                return true;
        }

        return false;
    }

    private bool AnyLinks()
    {
        foreach (var worker in _workers)
        {
            if (worker.HasSharded && worker.Sharded.HasLinks)
                return true;
        }

        return false;
    }

    private bool AnyFailed()
    {
        foreach (var worker in _workers)
        {
            if (worker.HasFailed)
                return true;
        }

        return false;
    }

    // Some rule failed; which of several comes first is known when the round is done in order. Nothing is applied yet.
    private void RunAgainInOrder()
    {
        UndoAgenda(_round);
        _isShared = false;
        foreach (var worker in _workers)
        {
            worker.ClearRound();
            worker.Detach();
            worker.Log.IsShared = false;
        }

        foreach (var warp in _world.WarpList)
        {
            warp.RoundNode = warp.NextNode;
            warp.RoundEdge = warp.NextEdge;
        }

        _admission.BeginRound(isSmall: false);
        _admission.ForgetRound(_round);
        RunInOrder();
        _cancellation.ThrowIfCancellationRequested();
        MergeInOrder();
    }

    private void CollectUnits()
    {
        _unitCount = 0;
        foreach (var warp in _world.WarpList)
        {
            for (var word = 0; word < ShardSet.Words; word++)
            {
                for (var shards = warp.Agenda.Shards[word]; shards != 0; shards &= shards - 1)
                    AddUnit((int)warp.Id.Value, (64 * word) + BitOperations.TrailingZeroCount(shards));
            }
        }
    }

    private void MatchUnit(ref TickUnit unit, TickWorker worker)
    {
        var warp = _world.WarpList[unit.Warp];
        unit.Worker = worker.Number;
        unit.First = worker.Entries.Count;
        worker.Attach(warp, worker.Sharded);
        try
        {
            worker.Candidates.Open(warp, unit.Shard);
            for (var summary = 0; summary < worker.Candidates.SummaryLength; summary++)
            {
                for (var pages = worker.Candidates.Pages(summary); pages != 0; pages &= pages - 1)
                    MatchPage(warp, (64 * summary) + BitOperations.TrailingZeroCount(pages), worker, ref unit);
            }
        }
        catch (Exception)
        {
            worker.HasFailed = true;
        }
        finally
        {
            worker.Detach();
        }

        unit.Count = worker.Entries.Count - unit.First;
        unit.Admitted = (uint)unit.Count;
    }

    private void MatchPage(Warp warp, int local, TickWorker worker, ref TickUnit unit)
    {
        var candidates = worker.Candidates;
        for (var all = candidates.OpenPage(local); all != 0; all &= all - 1)
        {
            var slot = BitOperations.TrailingZeroCount(all);
            var node = new NodeId(warp.Id, (candidates.Page << 6) + (uint)slot);
            for (var k = 0; k < candidates.RuleCount; k++)
            {
                if (candidates.Has(k, slot) && !MatchCandidate(warp, candidates.Rule(k), node, worker, ref unit))
                    candidates.Drop(k, slot);
            }
        }

        candidates.ClosePage(worker.Log);
    }

    private bool MatchCandidate(Warp warp, int number, NodeId node, TickWorker worker, ref TickUnit unit)
    {
        var rule = _world.RuleList[number];
        worker.Guard?.BeginMatch(rule, node);
        if (!rule.Match(worker.View, node))
            return false;
        var footprint = worker.Footprint;
        footprint.Begin(warp, rule, node, _world.Joins);
        rule.Footprint(worker.FreeView, node, footprint);
        worker.Guard?.Enforce(footprint);
        var first = worker.Claims.Count;
        foreach (ref readonly var claim in footprint.Rows)
        {
            worker.Claims.Add(claim);
            worker.SawConflict |= !_admission.Claim(claim.Key, claim.Mask);
        }

        unit.NewNodes += footprint.NewNodes;
        unit.NewEdges += footprint.NewEdges;
        worker.Entries.Add(new Entry
        {
            Node = node.Index,
            Rule = (ushort)number,
            FirstClaim = first,
            ClaimCount = footprint.Rows.Length,
            NewNodes = footprint.NewNodes,
            NewEdges = footprint.NewEdges,
        });
        return true;
    }

    // All claims are known now: who shares no row with a conflict is admitted.
    private void ContestUnit(ref TickUnit unit)
    {
        var worker = _workers[unit.Worker];
        for (var k = unit.First; k < unit.First + unit.Count; k++)
        {
            ref var entry = ref worker.Entries[k];
            for (var c = entry.FirstClaim; c < entry.FirstClaim + entry.ClaimCount; c++)
            {
                if (_admission.IsContested(worker.Claims[c].Key))
                {
                    entry.State = EntryState.Contested;
                    unit.ContestedCount++;
                    unit.Admitted--;
                    unit.NewNodes -= entry.NewNodes;
                    unit.NewEdges -= entry.NewEdges;
                    break;
                }
            }
        }
    }

    private void DecideContested()
    {
        _contestedRewrites.Clear();
        for (var u = 0; u < _unitCount; u++)
        {
            ref var unit = ref _units[u];
            var worker = _workers[unit.Worker];
            for (var k = unit.First; unit.ContestedCount > 0 && k < unit.First + unit.Count; k++)
            {
                ref var entry = ref worker.Entries[k];
                if (entry.State != EntryState.Contested)
                    continue;
                unit.ContestedCount--;
                var rewrite = new AdmittedRewrite((uint)unit.Warp, entry.Node, entry.Rule);
                var claims = worker.Claims.Span.Slice(entry.FirstClaim, entry.ClaimCount);
                if (_admission.TryAdmit(claims, (uint)_contestedRewrites.Count))
                {
                    _contestedRewrites.Add(rewrite);
                    entry.State = EntryState.Admitted;
                    unit.Admitted++;
                    unit.NewNodes += entry.NewNodes;
                    unit.NewEdges += entry.NewEdges;
                }
                else
                {
                    entry.State = EntryState.Rejected;
                    _admission.Reject(rewrite, _round, claims, _contestedAt);
                }
            }
        }
    }

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
                    worker.Log.Remove(warp, entry.Rule, entry.Node >> 6, 1UL << (int)(entry.Node & 63));
            }
        }
        catch (Exception)
        {
            worker.HasFailed = true;
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
            worker.Footprint.Restore(warp, rule, node, owner.Claims.Span.Slice(entry.FirstClaim, entry.ClaimCount));
            guard.Enforce(worker.Footprint);
        }

        worker.Sharded.Begin(rule, node, rank, firstNode, entry.NewNodes, firstEdge, entry.NewEdges);
        rule.Execute(worker.View, node, worker.Sharded);
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

    private void CollectAffected()
    {
        _unitCount = 0;
        foreach (var warp in _world.WarpList)
        {
            if (!warp.IsTouched || !warp.IsFollowed)
                continue;
            for (var shard = 0; shard < Sharding.Shards; shard++)
            {
                if (warp.Nodes0.ShardAt(shard) is { Changed.Count: > 0 })
                    AddUnit((int)warp.Id.Value, shard);
            }
        }
    }

    private void AffectAgain()
    {
        foreach (var warp in _world.WarpList)
            AffectWarp(warp, First);
    }
}

using System.Numerics;

namespace Xcs.Rewriting;

// Matching and admission as units: who shares no contested row is admitted at once, the others are decided one by one.
internal sealed unsafe partial class TickRun
{
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
        unit.FirstClaim = worker.Claims.Length;
        worker.NewNodes = worker.NewEdges = 0;
        worker.Attach(warp, worker.Sharded);
        try
        {
            worker.Candidates.Open(warp, unit.Shard);
            for (var summary = 0; summary < worker.Candidates.SummaryLength; summary++)
            {
                for (var pages = worker.Candidates.Pages(summary); pages != 0; pages &= pages - 1)
                    MatchPage(warp, (64 * summary) + BitOperations.TrailingZeroCount(pages), worker);
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
        unit.ClaimCount = worker.Claims.Length - unit.FirstClaim;
        unit.Admitted = (uint)unit.Count;
        (unit.NewNodes, unit.NewEdges) = (worker.NewNodes, worker.NewEdges);
    }

    private void MatchPage(Warp warp, int local, TickWorker worker)
    {
        var candidates = worker.Candidates;
        for (var all = candidates.OpenPage(local); all != 0; all &= all - 1)
        {
            var slot = BitOperations.TrailingZeroCount(all);
            var node = new NodeId(warp.Id, (candidates.Page << 6) + (uint)slot);
            for (var k = 0; k < candidates.RuleCount; k++)
            {
                var rule = candidates.Rule(k);
                if (candidates.Has(k, slot) && (!MatchCandidate(warp, rule, node, worker) || (!KeepsRejected && !warp.Agenda.IsActive(rule))))
                    candidates.Drop(k, slot);
            }
        }

        candidates.ClosePage(worker.Log);
    }

    // Otherwise candidates that are not of active rules leave the agenda where they match, whatever is decided on them.
    private bool KeepsRejected => _world.Options.Policy != ConflictPolicy.Reject;

    private bool MatchCandidate(Warp warp, int number, NodeId node, TickWorker worker)
    {
        var rule = _world.RuleList[number];
        worker.Guard?.BeginMatch(rule, node);
        if (!rule.Match(worker.View, node))
            return false;
        var footprint = worker.Ask(rule, warp, node);
        worker.Guard?.Enforce(footprint);
        var claims = footprint.Rows.Length;
        worker.Seen.Add(footprint.Rows, node, number);
        worker.NewNodes += footprint.NewNodes;
        worker.NewEdges += footprint.NewEdges;
        worker.Entries.Add(new Entry
        {
            Node = node.Index,
            Rule = (ushort)number,
            FirstClaim = footprint.Keep(),
            ClaimCount = claims,
            NewNodes = footprint.NewNodes,
            NewEdges = footprint.NewEdges,
        });
        return true;
    }

    // Where kinds of claims conflict at all, it has to be known on which rows. Rows of other shards are left to those who have them.
    private void MarkUnit(in TickUnit unit, TickWorker worker)
    {
        foreach (ref readonly var claim in _workers[unit.Worker].Claims.Slice(unit.FirstClaim, unit.ClaimCount))
        {
            if (_admission.TableInDoubt(claim) is not { } table)
                continue;
            if (Sharding.Of(claim.Index) != unit.Shard || (int)table.Warp.Value != unit.Warp)
                worker.Foreign.Add(table.Warp.Value, claim);
            else if (!_admission.Mark(table, claim))
                worker.SawConflict = true;
        }
    }

    private bool CollectForeign()
    {
        var known = _unitCount;
        foreach (var warp in _world.WarpList)
        {
            for (var shard = 0; shard < Sharding.Shards; shard++)
            {
                if (HasForeign(warp.Id.Value, shard))
                    AddUnit((int)warp.Id.Value, shard);
            }
        }

        return _unitCount > known;
    }

    private bool HasForeign(uint warp, int shard)
    {
        foreach (var worker in _workers)
        {
            if (worker.Foreign.Has(warp, shard))
                return true;
        }

        return false;
    }

    private void MeetUnit(in TickUnit unit, TickWorker worker)
    {
        foreach (var other in _workers)
        {
            if (!other.Foreign.Has((uint)unit.Warp, unit.Shard))
                continue;
            foreach (ref readonly var claim in other.Foreign.Of((uint)unit.Warp, unit.Shard))
                worker.SawConflict |= !_admission.Mark(_admission.TableInDoubt(claim)!, claim);
        }
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
                if (_admission.IsContested(worker.Claims[c]))
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
        _admission.BeginDeciding(_contested);
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
                var claims = worker.Claims.Slice(entry.FirstClaim, entry.ClaimCount);
                if (_admission.TryAdmit(claims))
                {
                    _contested.Add(rewrite);
                    entry.State = EntryState.Admitted;
                    unit.Admitted++;
                    unit.NewNodes += entry.NewNodes;
                    unit.NewEdges += entry.NewEdges;
                }
                else
                {
                    entry.State = EntryState.Rejected;
                    _admission.Reject(rewrite, _round, claims);
                }
            }
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// A round on one thread: every candidate is matched, admitted and executed before the next one is looked at.
internal sealed unsafe partial class TickRun
{
    private void RunInOrder()
    {
        var worker = First;
        var cursor = default(Cursor);
        try
        {
            foreach (var warp in _world.WarpList)
            {
                if (warp.Agenda.IsEmpty)
                    continue;
                worker.Attach(warp, worker.Together);
                for (var word = 0; word < ShardSet.Words; word++)
                {
                    for (var shards = warp.Agenda.Shards[word]; shards != 0; shards &= shards - 1)
                        RunShard(warp, (64 * word) + BitOperations.TrailingZeroCount(shards), worker, ref cursor);
                }
            }
        }
        catch (Exception exception) when (exception is not RewritingException)
        {
            throw Explain(exception, cursor);
        }
        finally
        {
            worker.Detach();
        }

        TakeOutcome(worker);
    }

    private RuleException Explain(Exception exception, in Cursor cursor)
    {
        First.Guard?.ThrowIfViolated(exception);
        return new RuleException(_world.RuleList[cursor.Rule], cursor.Scope, cursor.Step.ToString(), exception);
    }

    private void TakeOutcome(TickWorker worker)
    {
        if (worker.Together.NewWarps.Count > 0)
            _newWarps.AddRange(worker.Together.NewWarps);
        CountRound();
    }

    private void RunShard(Warp warp, int shard, TickWorker worker, ref Cursor cursor)
    {
        worker.Candidates.Open(warp, shard);
        for (var summary = 0; summary < worker.Candidates.SummaryLength; summary++)
        {
            for (var pages = worker.Candidates.Pages(summary); pages != 0; pages &= pages - 1)
                RunPage(warp, (64 * summary) + BitOperations.TrailingZeroCount(pages), worker, ref cursor);
        }
    }

    private void RunPage(Warp warp, int local, TickWorker worker, ref Cursor cursor)
    {
        var candidates = worker.Candidates;
        for (var all = candidates.OpenPage(local); all != 0; all &= all - 1)
        {
            var slot = BitOperations.TrailingZeroCount(all);
            var node = new NodeId(warp.Id, (candidates.Page << 6) + (uint)slot);
            for (var k = 0; k < candidates.RuleCount; k++)
            {
                if (candidates.Has(k, slot) && RunCandidate(warp, candidates.Rule(k), node, worker, ref cursor, isOnly: false))
                    candidates.Drop(k, slot);
            }
        }

        candidates.ClosePage(worker.Log);
    }

    // Whether it is to be dropped from the agenda.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool RunCandidate(Warp warp, int number, NodeId node, TickWorker worker, ref Cursor cursor, bool isOnly)
    {
        var rule = _world.RuleList[number];
        cursor.Rule = number;
        cursor.Scope = node;
        cursor.Step = Step.Match;
        worker.Guard?.BeginMatch(rule, node);
        if (!rule.Match(worker.View, node))
        {
            worker.Guard?.ThrowIfViolated(null);
            return true;
        }

        cursor.Step = Step.Footprint;
        var footprint = worker.Ask(rule, warp, node);
        worker.Guard?.Enforce(footprint);
        var isActive = warp.Agenda.IsActive(number);
        var rank = (uint)_admission.Rewrites.Count;
        var rewrite = new AdmittedRewrite(warp.Id.Value, node.Index, (ushort)number);
        if (!isOnly && !_world.SkipsAdmission && !_admission.TryAdmit(footprint.Rows))
        {
            _admission.Reject(rewrite, _round, footprint.Rows);
            return !KeepsRejected && !isActive;
        }

        RequireRoom(warp, footprint);
        _admission.Rewrites.Add(rewrite);
        cursor.Step = Step.Execute;
        worker.Together.Begin(rule, node, rank, warp.RoundNode, footprint.NewNodes, warp.RoundEdge, footprint.NewEdges);
        rule.Execute(worker.View, node, worker.Together);
        worker.Together.End();
        worker.Guard?.ThrowIfViolated(null);
        warp.RoundNode += footprint.NewNodes;
        warp.RoundEdge += footprint.NewEdges;
        return !isActive;
    }

    private static void RequireRoom(Warp warp, Footprint footprint)
    {
        if ((ulong)warp.RoundNode + footprint.NewNodes >= uint.MaxValue || (ulong)warp.RoundEdge + footprint.NewEdges >= uint.MaxValue)
            throw new RewritingException(Fault.Exhausted, "the warp has used up its ids", "Make another warp.", warp.Name);
    }

    private void RunEdit(WorldEdit edit)
    {
        var worker = First;
        try
        {
            worker.Guard?.BeginEdit();
            worker.Attach(edit.Warp, worker.Together);
            worker.Together.Begin(null, default, 0, edit.Warp.RoundNode, 0, edit.Warp.RoundEdge, 0);
            edit.Change(worker.Together);
            edit.Warp.RoundNode = worker.Together.NextNode;
            edit.Warp.RoundEdge = worker.Together.NextEdge;
        }
        finally
        {
            worker.Detach();
        }

        _newWarps.AddRange(worker.Together.NewWarps);
    }

    private void MergeInOrder()
    {
        foreach (var warp in _world.WarpList)
            MergeWarp(warp);
        EndMerge();
    }

    private void MergeWarp(Warp warp)
    {
        TakeCounters(warp);
        if (First.Together.BucketsOf(warp.Id)?.At(0) is not { Count: > 0 } entries)
            return;
        warp.IsTouched = _rebuildsLinks = true;
        var applier = First.Applier;
        applier.Begin(warp, _roundNumber, First.Log);
        Apply(applier, entries.Data, entries.Data + entries.Count, OpRoles.All);
        applier.CheckDropped();
    }

    private void EndMerge()
    {
        if (First.Applier.Fault is not null)
            ThrowFault();
        if (_newWarps.Count > 0)
            AddWarps();
        if (_isFollowed)
            Follow();
        First.Applier.FreeEmptied();
    }

    private void Follow()
    {
        WakeBelow();
        foreach (var warp in _world.WarpList)
        {
            if (warp is { IsTouched: true, IsFollowed: true })
                AffectWarp(warp, First);
        }
    }

    private static void TakeCounters(Warp warp)
    {
        if (warp.RoundNode == warp.NextNode && warp.RoundEdge == warp.NextEdge)
            return;
        warp.NextNode = warp.RoundNode;
        warp.NextEdge = warp.RoundEdge;
        warp.IsTouched = true;
        warp.EnsureRows();
    }

    // The members of Rule, by name.
    private enum Step
    {
        Match,
        Footprint,
        Execute,
    }

    private struct Cursor
    {
        public int Rule;
        public NodeId Scope;
        public Step Step;
    }
}

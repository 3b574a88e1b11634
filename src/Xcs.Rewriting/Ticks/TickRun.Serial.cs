using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// A round on one thread: every candidate is matched, admitted and executed before the next one is looked at.
internal sealed unsafe partial class TickRun
{
    private readonly List<ulong> _words = [];
    private readonly List<ulong> _drops = [];

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
            worker.Guard?.ThrowIfViolated(exception);
            throw new RuleException(cursor.Rule!, cursor.Scope, cursor.Member!, exception);
        }
        finally
        {
            worker.Detach();
        }

        _newWarps.AddRange(worker.Together.NewWarps);
        _accepted += _admission.Rewrites.Count;
    }

    private void RunShard(Warp warp, int shard, TickWorker worker, ref Cursor cursor)
    {
        var rules = warp.Agenda.Count;
        for (var summary = 0; ; summary++)
        {
            var (pages, isLast) = PagesOf(warp.Agenda, shard, summary);
            for (; pages != 0; pages &= pages - 1)
                RunPage(warp, shard, (64 * summary) + BitOperations.TrailingZeroCount(pages), rules, worker, ref cursor);
            if (isLast)
                return;
        }
    }

    // Which of 64 pages of a shard have candidates of any rule.
    private static (ulong Pages, bool IsLast) PagesOf(Agenda agenda, int shard, int summary)
    {
        var pages = 0UL;
        var isLast = true;
        for (var rule = 0; rule < agenda.Count; rule++)
        {
            if (!agenda.MayHave(rule, shard) || agenda.SetAt(rule) is not { } set)
                continue;
            pages |= set.Summary(shard, summary);
            isLast &= summary + 1 >= set.SummaryLength;
        }

        return (pages, isLast);
    }

    private void RunPage(Warp warp, int shard, int local, int rules, TickWorker worker, ref Cursor cursor)
    {
        while (_words.Count < rules)
        {
            _words.Add(0);
            _drops.Add(0);
        }

        var number = ((uint)local << 8) | (uint)shard;
        var (all, _) = ReadWords(warp, shard, local, number, rules, _words, _drops);
        for (; all != 0; all &= all - 1)
        {
            var slot = BitOperations.TrailingZeroCount(all);
            var node = new NodeId(warp.Id, (number << 6) + (uint)slot);
            for (var rule = 0; rule < rules; rule++)
            {
                if ((_words[rule] >> slot & 1) != 0 && RunCandidate(warp, rule, node, worker, ref cursor))
                    _drops[rule] |= 1UL << slot;
            }
        }

        RemoveDropped(warp, number, rules, _drops, worker.Log);
    }

    /// <summary>The candidates of a page by rule; those on nodes that are gone are dropped.</summary>
    private static (ulong All, ulong Live) ReadWords(Warp warp, int shard, int local, uint number, int rules, List<ulong> words, List<ulong> drops)
    {
        var page = warp.Nodes0.PageOf(number << 6);
        var live = page == null ? 0 : page->Live;
        var all = 0UL;
        for (var rule = 0; rule < rules; rule++)
        {
            var word = warp.Agenda.MayHave(rule, shard) && warp.Agenda.SetAt(rule) is { } set ? set.Word(shard, local) : 0;
            drops[rule] = word & ~live;
            words[rule] = word & live;
            all |= word & live;
        }

        return (all, live);
    }

    private static void RemoveDropped(Warp warp, uint number, int rules, List<ulong> drops, AgendaLog log)
    {
        for (var rule = 0; rule < rules; rule++)
        {
            if (drops[rule] != 0)
                log.Remove(warp, rule, number, drops[rule]);
        }
    }

    // Whether it is to be dropped from the agenda.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool RunCandidate(Warp warp, int number, NodeId node, TickWorker worker, ref Cursor cursor)
    {
        var rule = _world.RuleList[number];
        cursor.Rule = rule;
        cursor.Scope = node;
        cursor.Member = nameof(Rule.Match);
        worker.Guard?.BeginMatch(rule, node);
        if (!rule.Match(worker.View, node))
        {
            worker.Guard?.ThrowIfViolated(null);
            return true;
        }

        cursor.Member = nameof(Rule.Footprint);
        var footprint = worker.Footprint;
        footprint.Begin(warp, rule, node, _world.Joins);
        rule.Footprint(worker.FreeView, node, footprint);
        worker.Guard?.Enforce(footprint);
        var isActive = warp.Agenda.IsActive(number);
        var rank = (uint)_admission.Rewrites.Count;
        if (!_world.SkipsAdmission && !_admission.TryAdmit(footprint.Rows, rank))
        {
            _admission.Reject(new AdmittedRewrite(warp.Id.Value, node.Index, (ushort)number), _round, footprint.Rows, _admittedAt);
            return _world.Options.Policy == ConflictPolicy.Reject && !isActive;
        }

        RequireRoom(warp, footprint);
        _admission.Rewrites.Add(new AdmittedRewrite(warp.Id.Value, node.Index, (ushort)number));
        cursor.Member = nameof(Rule.Execute);
        worker.Together.Begin(rule, node, rank, warp.RoundNode, footprint.NewNodes, warp.RoundEdge, footprint.NewEdges);
        rule.Execute(worker.View, node, worker.Together);
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
        var applier = First.Applier;
        foreach (var warp in _world.WarpList)
        {
            if (First.Together.BucketsOf(warp.Id) is not { } buckets || buckets.At(0) is not { Count: > 0 } entries)
            {
                TakeCounters(warp);
                continue;
            }

            TakeCounters(warp);
            warp.IsTouched = _rebuildsLinks = true;
            applier.Begin(warp, _roundNumber, First.Log);
            applier.Apply(entries.Data, entries.Data + entries.Count, OpRoles.All);
            applier.CheckDropped();
        }

        ThrowFault();
        AddWarps();
        foreach (var warp in _world.WarpList)
        {
            if (warp is { IsTouched: true, Agenda.HasActive: true })
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

    private struct Cursor
    {
        public Rule? Rule;
        public NodeId Scope;
        public string? Member;
    }
}

using System.Numerics;

namespace Xcs.Rewriting;

// What changed makes candidates for active rules.
internal sealed unsafe partial class TickRun
{
    // Active rules may read the portals above them: where one has changed, they look at all nodes again.
    private void WakeBelow()
    {
        foreach (var warp in _world.WarpList)
        {
            if (!warp.IsFollowed || warp is not { Parent: { } parent, Portal: { } portal })
            {
                warp.IsWoken = false;
                continue;
            }

            var page = parent.Nodes0.PageOf(portal.Index);
            warp.IsWoken = parent.IsWoken || (page != null && (page->Changed >> (int)(portal.Index & 63) & 1) != 0);
            for (var rule = 0; warp.IsWoken && rule < _world.RuleList.Count; rule++)
            {
                if (warp.Agenda.IsActive(rule))
                    LookAtAll(warp, rule);
            }
        }
    }

    private void LookAtAll(Warp warp, int rule)
    {
        for (uint number = 0; number < Sharding.PagesFor(warp.NextNode); number++)
        {
            var page = warp.Nodes0.PageOf(number << 6);
            if (page != null)
                First.Log.Add(warp, rule, number, page->Live);
        }
    }

    private void AffectWarp(Warp warp, TickWorker worker)
    {
        for (var shard = 0; shard < Sharding.Shards; shard++)
            AffectShard(warp, shard, worker);
    }

    private void AffectUnit(Warp warp, int shard, TickWorker worker)
    {
        try
        {
            AffectShard(warp, shard, worker);
        }
        catch (Exception)
        {
            worker.HasFailed = true;
        }
    }

    private void AffectShard(Warp warp, int shard, TickWorker worker)
    {
        if (warp.Nodes0.ShardAt(shard) is not { Changed.Count: > 0 } pages)
            return;
        worker.FreeView.Attach(warp);
        worker.Log.TakesCandidates = true;
        try
        {
            foreach (var number in pages.Changed.Span)
            {
                var page = warp.Nodes0.Pages[number];
                AffectPage(warp, number, page->Changed, page->Live, worker);
                page->Changed = 0;
            }
        }
        finally
        {
            worker.FreeView.Detach();
            worker.Log.TakesCandidates = false;
        }

        pages.Changed.Clear();
    }

    private void AffectPage(Warp warp, uint number, ulong changed, ulong live, TickWorker worker)
    {
        for (var rule = 0; rule < _world.RuleList.Count; rule++)
        {
            if (!warp.Agenda.IsActive(rule))
                continue;
            if (!_world.HasAffects(rule))
            {
                worker.Log.Add(warp, rule, number, changed & live);
                continue;
            }

            var candidates = new Candidates(warp, rule, worker.Log);
            for (var bits = changed; bits != 0; bits &= bits - 1)
            {
                var node = new NodeId(warp.Id, (number << 6) + (uint)BitOperations.TrailingZeroCount(bits));
                try
                {
                    _world.RuleList[rule].Affects(worker.FreeView, node, candidates);
                }
                catch (Exception exception) when (exception is not RewritingException)
                {
                    throw new RuleException(_world.RuleList[rule], node, nameof(Rule.Affects), exception);
                }
            }
        }
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

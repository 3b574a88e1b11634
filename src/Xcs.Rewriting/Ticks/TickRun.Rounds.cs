namespace Xcs.Rewriting;

// From round to round.
internal sealed unsafe partial class TickRun
{
    // Rounds on this thread, until the next one is to be shared; false where there is none.
    private bool RunRoundsHere()
    {
        while (_round < _rounds && RunRoundHere())
            _round++;
        return _isShared;
    }

    // A method of its own, so that the runtime compiles it anew while a long tick goes on.
    private bool RunRoundHere()
    {
        var candidates = CountCandidates(out var warp);
        _isShared = MayShare && candidates >= Math.Max(1, _world.Options.ParallelFrom);
        if (candidates == 0)
            return false;
        _cancellation.ThrowIfCancellationRequested();
        if (_isShared)
            return false;
        BeginRound(isSmall: candidates < SmallRound);
        if (candidates == 1 && warp!.Agenda.TryGetOnly(out var rule, out var node))
        {
            RunChain(warp, rule, node);
            return true;
        }

        RunInOrder();
        _cancellation.ThrowIfCancellationRequested();
        MergeInOrder();
        return true;
    }

    private void BeginRound(bool isSmall)
    {
        CountRoundNumber();
        _admission.BeginRound(isSmall);
        _newWarps.Clear();
        foreach (var worker in _workers)
        {
            worker.ClearRound();
            worker.Log.Round = _round;
            worker.Log.IsShared = _isShared;
        }

        _isFollowed = false;
        foreach (var warp in _world.WarpList)
        {
            warp.RoundNode = warp.NextNode;
            warp.RoundEdge = warp.NextEdge;
            warp.IsFollowed = warp.Agenda.HasActive;
            _isFollowed |= warp.IsFollowed;
        }

        // Warps hang below those before them.
        for (var k = _world.WarpList.Count - 1; _isFollowed && k >= 0; k--)
        {
            if (_world.WarpList[k] is { IsFollowed: true, Parent: { } parent })
                parent.IsFollowed = true;
        }
    }

    private void CountRoundNumber()
    {
        if (++_roundNumber == 0)
            _roundNumber = 1;
    }

    // Whether there was anything to look at depends on what happened before; what matches depends on the state.
    private void CountRound()
    {
        _accepted += _admission.Rewrites.Count;
        if (_admission.Rewrites.Count > 0 || _admission.HasRejected(_round))
            _roundsDone = _round + 1;
    }

    // And the last warp that has some.
    private long CountCandidates(out Warp? last)
    {
        var count = 0L;
        last = null;
        foreach (var warp in _world.WarpList)
        {
            if (warp.Agenda.Members == 0)
                continue;
            count += warp.Agenda.Members;
            last = warp;
        }

        return count;
    }
}

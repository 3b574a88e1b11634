namespace Xcs.Rewriting;

// A round as units (warp, shard), claimed by workers.
internal sealed unsafe partial class TickRun
{
    // Units that each worker should get in a step, so that none waits long for another; and the most shards that make one.
    private const int LeastForEach = 16;
    private const int MostTogether = 4;

    private readonly NativeList<AdmittedRewrite> _contested = new();
    private TickUnit[] _units = [];
    private int _unitCount;
    private int _together = 1;
    private TickStage _stage;
    private int _from;
    private int _to;

    private IEnumerable<bool> SharedRound()
    {
        CollectUnits();
        for (BeginStage(TickStage.Match); NextSegment();)
            yield return true;
        if (AnyFailed())
        {
            RunAgainInOrder();
            yield break;
        }

        _cancellation.ThrowIfCancellationRequested();
        if (_admission.BeginMarking(_workers))
        {
            for (BeginStage(TickStage.Mark); NextSegment();)
                yield return true;
            var matched = _unitCount;
            if (CollectForeign())
            {
                for (BeginStage(TickStage.Meet, matched); NextSegment();)
                    yield return true;
                _unitCount = matched;
            }

            if (AnySawConflict())
            {
                for (BeginStage(TickStage.Contest); NextSegment();)
                    yield return true;
                DecideContested();
            }
        }

        AssignRanks();
        for (BeginStage(TickStage.Execute); NextSegment();)
            yield return true;
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
        for (BeginStage(TickStage.ApplyRows); NextSegment();)
            yield return true;
        if (AnyLinks())
        {
            for (BeginStage(TickStage.ApplyLinks); NextSegment();)
                yield return true;
        }

        ThrowFault();
        AddWarps();
        WakeBelow();
        CollectAffected();
        for (BeginStage(TickStage.Affect); NextSegment();)
            yield return true;
        if (AnyFailed())
            AffectAgain();
        foreach (var worker in _workers)
            worker.Applier.FreeEmptied();
    }

    private void BeginStage(TickStage stage, int first = 0)
    {
        _stage = stage;
        _from = _to = first;
    }

    // All units at once, or those of one warp after those of another.
    private bool NextSegment()
    {
        _from = _to;
        if (_from >= _unitCount)
            return false;
        _to = _unitCount;
        if (_world.Options.CrossWarp == CrossWarp.Serial)
        {
            for (_to = _from + 1; _to < _unitCount && _units[_to].Warp == _units[_from].Warp;)
                _to++;
        }

        Deal();
        return true;
    }

    // Shards that one worker does in one go: neighbours lie side by side in memory, and hashes are made many at a time.
    private void Deal()
    {
        _together = _stage == TickStage.Hash ? HashedTogether : Math.Clamp((_to - _from) / (_world.Workers * LeastForEach), 1, MostTogether);
        _ranges.Begin(UnitCount);
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
}

namespace Xcs.Rewriting;

// The patch, the hashes, the ledger.
internal sealed unsafe partial class TickRun
{
    // Fewer pages than this are hashed on the caller: a step costs microseconds.
    private const int SharedPages = 64;

    // Shards that are hashed together.
    private const int HashedTogether = 8;

    private readonly CommitWriter _writer = new();

    private IEnumerable<bool> CommitSteps()
    {
        if (_replay is null)
            _world.SeeAll();
        var isShared = CollectDirty() >= SharedPages && MayShare && _replay is null;
        foreach (var worker in _workers)
            worker.Patch.Clear();
        _state = State.Hashed;
        if (isShared)
        {
            for (BeginStage(TickStage.Hash); NextSegment();)
                yield return true;
        }
        else
        {
            RunHere(TickStage.Hash);
        }

        if (SettlesAtOnce)
            _state = State.Settled;
        UpdateRoots();
        Receipt = _replay is { } replay ? _writer.Check(_world, this, replay.Receipt) : _writer.Write(_world, this);
        if (SettlesAtOnce)
        {
            Finish();
            yield break;
        }

        if (isShared)
        {
            for (BeginStage(TickStage.Settle); NextSegment();)
                yield return true;
        }
        else
        {
            RunHere(TickStage.Settle);
        }

        Finish();
    }

    public ReadOnlySpan<TickUnit> HashedUnits => _units.AsSpan(0, _unitCount);

    /// <summary>Rounds in which something matched; one without is the last, and changes nothing.</summary>
    public int RoundsDone => _roundsDone;

    public long Accepted => _accepted;

    public Admission Admission => _admission;

    public ReadOnlySpan<byte> PatchOf(in TickUnit unit) => _workers[unit.Worker].Patch.Span.Slice(unit.First, unit.Count);

    public Rewrite Name(AdmittedRewrite rewrite) => NameOf(rewrite);

    // Nothing can fail any more: no ledger has to take the tick, none is compared with it.
    private bool SettlesAtOnce => _world.Ledger is null && _replay is null;

    private void RunHere(TickStage stage)
    {
        _stage = stage;
        (_from, _to) = (0, _unitCount);
        Deal();
        for (var unit = 0; unit < UnitCount; unit++)
            Execute(First);
        _to = 0;
    }

    // Shards with pages that were touched, or that have come into being by their number alone.
    private int CollectDirty()
    {
        _unitCount = 0;
        var pages = 0;
        foreach (var warp in _world.WarpList)
        {
            if (!warp.IsTouched)
                continue;
            for (var shard = 0; shard < Sharding.Shards; shard++)
            {
                var dirty = 0;
                var hasGrown = false;
                foreach (var table in warp.Tables)
                {
                    if (table.ShardAt(shard) is not { } known)
                        continue;
                    dirty += known.Dirty.Count;
                    hasGrown |= known.Tree.Count != PagesOf(warp, table, shard);
                }

                if (dirty > 0 || hasGrown)
                    AddUnit((int)warp.Id.Value, shard);
                pages += dirty;
            }
        }

        return pages;
    }

    private static int PagesOf(Warp warp, Table table, int shard) =>
        Sharding.PagesIn(shard, Sharding.PagesFor(table.Shape.IsOfEdges ? warp.NextEdge : warp.NextNode));

    // A few shards together, so that pages and nodes of their trees are hashed many at a time.
    private void HashUnits(Span<TickUnit> units, TickWorker worker)
    {
        foreach (ref var unit in units)
        {
            unit.Worker = worker.Number;
            unit.First = worker.Patch.Count;
            foreach (var table in _world.WarpList[unit.Warp].Tables)
            {
                if (table.ShardAt(unit.Shard) is { } pages)
                    HashPages(_world.WarpList[unit.Warp], table, unit.Shard, pages, worker);
            }

            if (SettlesAtOnce)
                SettleUnit(unit);
            unit.Count = worker.Patch.Count - unit.First;
        }

        worker.Hashes.Flush();
        for (var (level, isDone) = (1, false); !isDone; level++)
        {
            isDone = true;
            foreach (ref readonly var unit in units)
            {
                foreach (var table in _world.WarpList[unit.Warp].Tables)
                    isDone &= table.ShardAt(unit.Shard)?.Tree.UpdateLevel(level, worker.Hashes) is not true;
            }

            worker.Hashes.Flush();
        }

        foreach (ref var unit in units)
            unit.PatchDigest = unit.Count == 0 ? default : Sha.Hash(PatchOf(unit));
    }

    private static void HashPages(Warp warp, Table table, int shard, ShardPages pages, TickWorker worker)
    {
        pages.Tree.Resize(PagesOf(warp, table, shard), worker.Hashes);
        pages.Dirty.Span.Sort();
        foreach (var number in pages.Dirty.Span)
        {
            if (PageCodec.Encode(table, number, worker.Patch) == 0)
                continue;
            PageCodec.Hash(table, table.Pages[number], worker.Hashes, pages.Tree.Leaf((int)(number >> 8)));
            pages.Tree.Mark((int)(number >> 8));
        }
    }

    private void UpdateRoots()
    {
        foreach (ref readonly var unit in HashedUnits)
        {
            foreach (var table in _world.WarpList[unit.Warp].Tables)
            {
                if (table.ShardAt(unit.Shard) is not { } pages)
                    continue;
                table.Shards.Resize(Sharding.Shards, First.Hashes);
                table.Shards.SetLeaf(unit.Shard, pages.Tree.Root);
            }
        }

        foreach (var warp in _world.WarpList)
        {
            if (warp.IsTouched || _world.HasNewSchema || warp.Id.Value >= _world.CommittedWarps)
                _world.UpdateRoot(warp);
        }

        _world.UpdateRoot();
    }

    private void SettleUnit(in TickUnit unit)
    {
        foreach (var table in _world.WarpList[unit.Warp].Tables)
        {
            if (table.ShardAt(unit.Shard) is not { } pages)
                continue;
            foreach (var number in pages.Dirty.Span)
                table.Settle(number);
            pages.Dirty.Clear();
        }
    }

    private void Finish()
    {
        foreach (var warp in _world.WarpList)
        {
            warp.CommittedNodes = warp.NextNode;
            warp.CommittedEdges = warp.NextEdge;
            warp.IsTouched = false;
        }

        foreach (var worker in _workers)
            worker.Log.Clear();
        _world.Committed(Receipt!);
    }
}

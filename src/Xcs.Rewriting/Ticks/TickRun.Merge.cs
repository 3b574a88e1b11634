namespace Xcs.Rewriting;

// Entries of several workers are applied in canonical order: of stretches that are in order, the one with the lowest rank goes on for as long as it
// stays the lowest.
internal sealed unsafe partial class TickRun
{
    private void ApplyUnit(ref TickUnit unit, TickWorker worker, OpRoles roles)
    {
        var warp = _world.WarpList[unit.Warp];
        var runs = worker.Runs;
        runs.Clear();
        foreach (var other in _workers)
        {
            if (other.HasSharded && other.Sharded.BucketsOf(warp.Id)?.At(unit.Shard) is { Count: > 0 } list)
                AddRuns(list.Data, list.Data + list.Count, other.Sharded.IsInOrder, runs);
        }

        var applier = worker.Applier;
        applier.Begin(warp, _roundNumber, worker.Log);
        while (runs.Count > 1 && !_world.BreaksMergeOrder)
            ApplyLowest(runs, applier, roles);
        foreach (var (from, to) in runs)
            Apply(applier, (byte*)from, (byte*)to, roles);
        if ((roles & OpRoles.Out) != 0)
            applier.CheckDropped();
    }

    // Who has helped others with their units may have several stretches in order.
    private static void AddRuns(byte* from, byte* to, bool isInOrder, List<(nint From, nint To)> runs)
    {
        var rank = ((Op*)from)->Rank;
        for (var at = from; !isInOrder && at < to; at += ((Op*)at)->Stride)
        {
            if (((Op*)at)->Rank < rank)
            {
                runs.Add(((nint)from, (nint)at));
                from = at;
            }

            rank = ((Op*)at)->Rank;
        }

        runs.Add(((nint)from, (nint)to));
    }

    private void Apply(Applier applier, byte* from, byte* to, OpRoles roles)
    {
        if (!_world.BreaksMergeOrder)
        {
            applier.Apply(from, to, roles);
            return;
        }

        var last = from;
        while (last + ((Op*)last)->Stride < to)
            last += ((Op*)last)->Stride;
        applier.Apply(last, to, roles);
        applier.Apply(from, last, roles);
    }

    private static void ApplyLowest(List<(nint From, nint To)> runs, Applier applier, OpRoles roles)
    {
        var lowest = 0;
        var limit = uint.MaxValue;
        for (var k = 1; k < runs.Count; k++)
        {
            var (rank, known) = (((Op*)runs[k].From)->Rank, ((Op*)runs[lowest].From)->Rank);
            limit = Math.Min(limit, Math.Max(rank, known));
            if (rank < known)
                lowest = k;
        }

        var (from, to) = runs[lowest];
        var end = (byte*)from;
        while (end < (byte*)to && ((Op*)end)->Rank < limit)
            end += ((Op*)end)->Stride;
        applier.Apply((byte*)from, end, roles);
        if (end == (byte*)to)
            runs.RemoveAt(lowest);
        else
            runs[lowest] = ((nint)end, to);
    }

    private void ThrowFault()
    {
        MergeFault? first = null;
        foreach (var worker in _workers)
        {
            if (worker.Applier.Fault is { } fault && (first is not { } known || MergeFault.Compare(fault, known) < 0))
                first = fault;
        }

        if (first is { } found)
            throw Describe(found);
    }

    private RewritingException Describe(MergeFault fault)
    {
        var warp = _world.WarpList[(int)fault.Warp];
        var shape = warp.Tables[fault.Table].Shape;
        object row = shape.IsOfEdges ? new EdgeId(warp.Id, fault.Index) : new NodeId(warp.Id, fault.Index);
        var place = shape.Attachment is null ? row.ToString()! : $"{shape.Name} of {row}";
        return fault.Kind switch
        {
            Fault.Divergence => new DivergenceException(place, WritersOf(fault)),
            Fault.Dangling => new RewritingException(
                Fault.Dangling, $"it would be left without a node, or with edges at a node that is gone; {WriterName(fault.Rank)} does that", "Name the ends of edges and the nodes deleted in the footprints.", place),
            Fault.JoinThrew => new RewritingException(
                Fault.JoinThrew, $"the join function threw {fault.Inner!.GetType().Name} at what {WriterName(fault.Rank)} writes: {fault.Inner.Message}", "Mend the function; the tick is undone.", place, fault.Inner),
            _ => new RewritingException(fault.Kind, $"the entry of {WriterName(fault.Rank)} was merged after one of a later rewrite", "Deltas must be merged in canonical order.", place),
        };
    }

    private string WriterName(uint rank) => rank < _admission.Rewrites.Count ? NameOf(_admission.Rewrites[(int)rank]).ToString() : "an edit";

    private Rewrite NameOf(AdmittedRewrite rewrite) => new(_world.RuleList[rewrite.Rule].Name, new NodeId(new WarpId(rewrite.Warp), rewrite.Node));

    // A deletion of a node writes its attachments too.
    private List<Rewrite> WritersOf(MergeFault fault)
    {
        var ranks = new SortedSet<uint>();
        var shape = _world.WarpList[(int)fault.Warp].Tables[fault.Table].Shape;
        foreach (var worker in _workers)
        {
            CollectWriters(worker.Together, fault, shape, ranks);
            if (worker.HasSharded)
                CollectWriters(worker.Sharded, fault, shape, ranks);
        }

        return [.. ranks.Where(rank => rank < _admission.Rewrites.Count).Select(rank => NameOf(_admission.Rewrites[(int)rank]))];
    }

    private static void CollectWriters(Delta delta, MergeFault fault, TableShape shape, SortedSet<uint> ranks)
    {
        for (var shard = 0; shard < Sharding.Shards; shard++)
        {
            if (delta.BucketsOf(new WarpId(fault.Warp))?.At(shard) is not { } list)
                continue;
            for (var at = list.Data; at < list.Data + list.Count; at += ((Op*)at)->Stride)
            {
                var op = (Op*)at;
                if (op->Index == fault.Index && op->Writes(shape))
                    ranks.Add(op->Rank);
            }
        }
    }

    private void AddWarps()
    {
        _newWarps.Sort(static (a, b) => (a.Portal.Warp.Value, a.Rank).CompareTo((b.Portal.Warp.Value, b.Rank)));
        foreach (var pending in _newWarps)
        {
            if (_world.FindWarp(pending.Name) is not null)
            {
                throw new RewritingException(
                    Fault.Duplicate, $"{WriterName(pending.Rank)} makes a warp of a name that is taken", "Give every warp a name of its own, for example made of the portal's index.", $"warp {pending.Name}");
            }

            _world.AddWarp(pending.Name, pending.Portal);
        }
    }
}

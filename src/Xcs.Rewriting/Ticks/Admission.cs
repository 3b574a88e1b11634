using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Decides in canonical order: a rewrite is admitted unless one of its claims conflicts with one admitted before it. Used by one thread, except where it says
/// otherwise. What is admitted is marked with the rows, or, in small rounds, in a table that stays in the cache.
/// </summary>
internal sealed unsafe class Admission(World world)
{
    private readonly AdmittedClaims _claimsOf = new(world);

    // Those that are decided one by one, by rank: all of the round, or those contested.
    private NativeList<AdmittedRewrite> _admitted = new();

    // Once something is rejected, claims on the same row are chained from the last one back; they are counted from 1.
    private readonly NativeList<ChainedClaim> _chain = new();
    private bool _isChained;

    private readonly List<uint> _blockers = [];
    private readonly ClaimTable _table = new();
    private Table[] _tables = [];
    private TableClaims[] _claims = [];
    private Table?[] _inDoubt = [];
    private bool _isSmall;
    private uint _epoch;

    public NativeList<AdmittedRewrite> Rewrites { get; } = new();

    public NativeList<RejectedRewrite> Rejected { get; } = new();

    public NativeList<AdmittedRewrite> Blockers { get; } = new();

    public void BeginTick()
    {
        Rejected.Clear();
        Blockers.Clear();
    }

    /// <param name="isSmall">Whether there are few candidates, none of which has been claimed for by many workers.</param>
    public void BeginRound(bool isSmall)
    {
        _isSmall = isSmall;
        if (_tables.Length != world.TablesByKey.Count)
            LearnTables();
        BeginDeciding(Rewrites);
    }

    /// <summary>Forgets all claims: those that are decided one by one begin anew.</summary>
    /// <param name="admitted">Where those admitted go.</param>
    public void BeginDeciding(NativeList<AdmittedRewrite> admitted)
    {
        _admitted = admitted;
        _admitted.Clear();
        _chain.Clear();
        _isChained = false;
        _table.BeginRound();
        if (++_epoch == 0)
            BeginEpochs();
    }

    /// <summary>Takes back what was rejected in a round that is done again.</summary>
    public void ForgetRound(int round)
    {
        while (Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round)
            Blockers.Count = Rejected[--Rejected.Count].FirstBlocker;
    }

    /// <summary>Whether a round, the last one so far, has rejected anything.</summary>
    public bool HasRejected(int round) => Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round;

    /// <summary>Takes note of what workers claim of each table; false where nothing of it can conflict.</summary>
    public bool BeginMarking(TickWorker[] workers)
    {
        var isAny = false;
        for (var table = 0; table < _tables.Length; table++)
        {
            var seen = 0U;
            foreach (var worker in workers)
                seen |= worker.Seen.Of(table);
            _inDoubt[table] = (seen & Claims.ConflictsOf(seen)) != 0 ? _tables[table] : null;
            if (_inDoubt[table] is null)
                continue;
            _claims[table].BeginMarking(_epoch, _tables[table].PageCount);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>The table of a claim, where somebody claims what conflicts with it on whatever row; null where nobody does. Safe from many threads.</summary>
    public Table? TableInDoubt(in Claim claim) => _inDoubt[claim.Table];

    /// <summary>Marks a row; claims that conflict make it contested, and the answer false. By the worker that has the row's shard.</summary>
    public bool Mark(Table table, in Claim claim)
    {
        var cell = table.Claims.Masks.At(claim.Index, _epoch);
        var isContested = (*cell & Claims.ConflictsOf(claim.Mask)) != 0;
        *cell |= claim.Mask | (isContested ? Claims.Contested : 0);
        return !isContested;
    }

    /// <summary>Whether two claims on a row conflict. Once all claims are marked; safe from many threads.</summary>
    public bool IsContested(in Claim claim) =>
        TableInDoubt(claim) is { } table && (*table.Claims.Masks.At(claim.Index, _epoch) & Claims.Contested) != 0;

    /// <summary>Admits the next rewrite with all of its claims, or not at all.</summary>
    public bool TryAdmit(AdmittedRewrite rewrite, ReadOnlySpan<Claim> claims)
    {
        var (tables, epoch) = (_claims, _epoch);
        foreach (ref readonly var claim in claims)
        {
            var conflicts = Claims.ConflictsOf(claim.Mask);
            if (tables[claim.Table].HasSeen(conflicts, epoch) && (*MaskOf(claim, epoch) & conflicts) != 0)
                return false;
        }

        foreach (ref readonly var claim in claims)
        {
            var table = tables[claim.Table];
            table.See(claim.Mask, epoch);
            if (table.IsMarked(epoch))
                *MaskOf(claim, epoch) |= claim.Mask;
        }

        if (_isChained)
            Chain(claims, (uint)_admitted.Count);
        _admitted.Add(rewrite);
        return true;
    }

    /// <summary>Notes a rewrite that was not admitted: for each of its claims that conflicts, the last admitted one is a blocker.</summary>
    public void Reject(AdmittedRewrite rewrite, int round, ReadOnlySpan<Claim> claims)
    {
        for (var rank = 0; !_isChained && rank < _admitted.Count; rank++)
            Chain(_claimsOf.Of(_admitted[rank]), (uint)rank);
        _isChained = true;
        _blockers.Clear();
        foreach (ref readonly var claim in claims)
        {
            for (var bits = claim.Mask; bits != 0; bits &= bits - 1)
                AddBlocker(claim, Claims.ConflictsOf(bits & ~(bits - 1)));
        }

        _blockers.Sort();
        Rejected.Add(new RejectedRewrite(rewrite, round, Blockers.Count, _blockers.Count));
        foreach (var rank in _blockers)
            Blockers.Add(_admitted[(int)rank]);
    }

    private void AddBlocker(in Claim claim, uint conflicts)
    {
        if (!_claims[claim.Table].IsChained(_epoch))
            return;
        var last = *LastOf(claim);
        while (last != 0 && (_chain[(int)last - 1].Mask & conflicts) == 0)
            last = _chain[(int)last - 1].Previous;
        if (last != 0 && !_blockers.Contains(_chain[(int)last - 1].Rank))
            _blockers.Add(_chain[(int)last - 1].Rank);
    }

    private void Chain(ReadOnlySpan<Claim> claims, uint rank)
    {
        foreach (ref readonly var claim in claims)
        {
            if (!_claims[claim.Table].IsChained(_epoch))
                _claims[claim.Table].BeginChaining(_epoch, _isSmall ? 0 : _tables[claim.Table].PageCount);
            var last = LastOf(claim);
            _chain.Add(new ChainedClaim(claim.Mask, rank, *last));
            *last = (uint)_chain.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint* MaskOf(in Claim claim, uint epoch)
    {
        var table = _claims[claim.Table];
        return _isSmall || !table.IsMarked(epoch) ? FindMask(claim, epoch) : table.Masks.At(claim.Index, epoch);
    }

    // Where nothing was marked yet, what has been admitted is marked now.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint* FindMask(in Claim claim, uint epoch)
    {
        if (!_claims[claim.Table].IsMarked(epoch))
            MarkAdmitted(claim.Table);
        return _isSmall ? &_table.Find(claim.Key, epoch)->Mask : _claims[claim.Table].Masks.At(claim.Index, epoch);
    }

    private void MarkAdmitted(int table)
    {
        _claims[table].BeginMarking(_epoch, _isSmall ? 0 : _tables[table].PageCount);
        for (var rank = 0; rank < _admitted.Count; rank++)
        {
            foreach (ref readonly var claim in _claimsOf.Of(_admitted[rank]))
            {
                if (claim.Table == table)
                    *MaskOf(claim, _epoch) |= claim.Mask;
            }
        }
    }

    private uint* LastOf(in Claim claim) =>
        _isSmall ? &_table.Find(claim.Key, _epoch)->Last : _claims[claim.Table].Lasts.At(claim.Index, _epoch);

    private void LearnTables()
    {
        _tables = [.. world.TablesByKey!];
        _claims = [.. _tables.Select(static table => table?.Claims!)];
        _inDoubt = new Table?[_tables.Length];
    }

    private void BeginEpochs()
    {
        _epoch = 1;
        _table.Clear();
        foreach (var table in _claims)
            table?.Clear();
    }
}

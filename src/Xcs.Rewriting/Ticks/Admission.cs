using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Decides in canonical order: a rewrite is admitted unless one of its claims conflicts with one admitted before it. Used by one thread, except where it says
/// otherwise. What is admitted is marked with the rows, or, in small rounds, in a table that stays in the cache.
/// </summary>
internal sealed unsafe partial class Admission(World world)
{
    private readonly AdmittedClaims _claimsOf = new(world);

    // Those that are decided one by one, by rank: all of the round, or those contested.
    private NativeList<AdmittedRewrite> _admitted = new();

    private readonly ClaimTable _table = new();
    private Table[] _tables = [];
    private TableClaims[] _claims = [];
    private Table?[] _inDoubt = [];

    // The epoch in the high word; in the low one the kinds of claims on rows of a table that conflict with one seen in the epoch, or are not seen yet.
    private ulong[] _disagreeing = [];
    private bool _isSmall;
    private uint _epoch;

    public NativeList<AdmittedRewrite> Rewrites { get; } = new();

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

    /// <summary>Takes note of what workers claim of each table; false where nothing of it can conflict.</summary>
    public bool BeginMarking(TickWorker[] workers)
    {
        var isAny = false;
        for (var table = 0; table < _tables.Length; table++)
        {
            _inDoubt[table] = SeenClaims.MayConflict(workers, table) ? _tables[table] : null;
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

    /// <summary>Admits the claims of the next rewrite, all or none; whoever asks adds it to those admitted.</summary>
    // In the callers, which are long, it would spill their registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryAdmit(ReadOnlySpan<Claim> claims)
    {
        var first = 0;
        while (first < claims.Length && HasAgreed(claims[first]))
            first++;
        for (var k = first; k < claims.Length; k++)
        {
            ref readonly var claim = ref claims[k];
            if (_claims[claim.Table].IsMarked(_epoch))
            {
                if ((*MaskOf(claim) & Claims.ConflictsOf(claim.Mask)) != 0)
                    return false;
            }
            else if (!HasAgreed(claim) && !TryAgree(claim))
            {
                // Now claims count that agreed before.
                MarkAdmitted(claim.Table);
                return TryAdmit(claims);
            }
        }

        for (var k = first; k < claims.Length; k++)
        {
            if (_claims[claims[k].Table].IsMarked(_epoch))
                *MaskOf(claims[k]) |= claims[k].Mask;
        }

        if (_isChained)
            Chain(claims, (uint)_admitted.Count);
        return true;
    }

    // Whether a claim agrees with all claims on whatever rows of its table, its own kinds included.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasAgreed(in Claim claim) =>
        ((_disagreeing[claim.Table] ^ ((ulong)_epoch << 32)) & (claim.Mask | 0xFFFFFFFF_00000000)) == 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAgree(in Claim claim)
    {
        if (!_claims[claim.Table].TrySee(claim.Mask, _epoch, out var seen))
            return false;
        _disagreeing[claim.Table] = ((ulong)_epoch << 32) | ~seen | Claims.ConflictsOf(seen);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint* MaskOf(in Claim claim) =>
        _isSmall ? &_table.Find(claim.Key, _epoch)->Mask : _claims[claim.Table].Masks.At(claim.Index, _epoch);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MarkAdmitted(int table)
    {
        _disagreeing[table] = ulong.MaxValue;
        _claims[table].BeginMarking(_epoch, _isSmall ? 0 : _tables[table].PageCount);

        // Who claims rows of a warp is in it or below it, and warps hang below those before them.
        var first = _admitted.Count;
        while (first > 0 && _admitted[first - 1].Warp >= _tables[table].Warp.Value)
            first--;
        for (var rank = first; rank < _admitted.Count; rank++)
        {
            foreach (ref readonly var claim in _claimsOf.Of(_admitted[rank]))
            {
                if (claim.Table == table)
                    *MaskOf(claim) |= claim.Mask;
            }
        }
    }

    private void LearnTables()
    {
        _tables = [.. world.TablesByKey!];
        _claims = [.. _tables.Select(static table => table?.Claims!)];
        _inDoubt = new Table?[_tables.Length];
        _disagreeing = new ulong[_tables.Length];
    }

    private void BeginEpochs()
    {
        _epoch = 1;
        _table.Clear();
        Array.Clear(_disagreeing);
        foreach (var table in _claims)
            table?.Clear();
    }
}

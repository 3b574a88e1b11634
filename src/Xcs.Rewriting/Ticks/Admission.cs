using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Decides in canonical order: a rewrite is admitted unless one of its claims conflicts with one admitted before it. Used by one thread, except where it says
/// otherwise. Claims lie with the rows' own, or, in small rounds, in a table that stays in the cache.
/// </summary>
internal sealed unsafe class Admission(World world)
{
    private const int Nobody = -1;

    // Claims admitted in this round; those on the same row are chained from the last one back.
    private readonly NativeList<Claim> _admitted = new();
    private readonly NativeList<nint> _rows = new();
    private readonly List<uint> _blockers = [];
    private readonly ClaimTable _table = new();
    private bool _isSmall;

    public NativeList<AdmittedRewrite> Rewrites { get; } = new();

    public NativeList<RejectedRewrite> Rejected { get; } = new();

    public NativeList<AdmittedRewrite> Blockers { get; } = new();

    public uint Epoch { get; private set; }

    public void BeginTick()
    {
        Rejected.Clear();
        Blockers.Clear();
    }

    /// <param name="isSmall">Whether there are few candidates, none of which has been claimed for by many workers.</param>
    public void BeginRound(bool isSmall)
    {
        Epoch++;
        _isSmall = isSmall;
        _admitted.Clear();
        Rewrites.Clear();
    }

    /// <summary>Takes back what was rejected in a round that is done again.</summary>
    public void ForgetRound(int round)
    {
        while (Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round)
            Blockers.Count = Rejected[--Rejected.Count].FirstBlocker;
    }

    /// <summary>Whether a round, the last one so far, has rejected anything.</summary>
    public bool HasRejected(int round) => Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round;

    /// <summary>Whether two claims on a row conflict. Once all claims are made.</summary>
    public bool IsContested(ulong key) => ((uint)RowOf(key)->Claimed & Claims.Contested) != 0;

    /// <summary>Claims a row among many workers; those who conflict make it contested. False where it is, as far as can be seen by now.</summary>
    public bool Claim(ulong key, uint mask)
    {
        var row = RowOf(key);
        while (true)
        {
            var known = Volatile.Read(ref row->Claimed);
            var isCurrent = (uint)(known >> 32) == Epoch;
            var claims = isCurrent ? (uint)known : 0;
            if (!isCurrent)
                row->Admitted = 0; // nobody is admitted before all claims are made
            var conflict = (claims & Claims.ConflictsOf(mask)) != 0 ? Claims.Contested : 0;
            var next = ((ulong)Epoch << 32) | claims | mask | conflict;
            if (next == known || Interlocked.CompareExchange(ref row->Claimed, next, known) == known)
                return ((uint)next & Claims.Contested) == 0;
        }
    }

    /// <summary>Admits the claims under a rank, all or none.</summary>
    public bool TryAdmit(ReadOnlySpan<Claim> claims, uint rank)
    {
        if (_isSmall)
            _table.EnsureRoom(_admitted.Count + claims.Length, Epoch);
        _rows.Clear();
        var rows = _rows.Append(claims.Length);
        for (var k = 0; k < claims.Length; k++)
        {
            var row = Find(claims[k].Key);
            if ((AdmittedTo(row) & Claims.ConflictsOf(claims[k].Mask)) != 0)
                return false;
            rows[k] = (nint)row;
        }

        // In the table a slot that is free stays free until it is written to, so it has to be found again.
        for (var k = 0; k < claims.Length; k++)
            Chain(claims[k], _isSmall ? _table.Find(claims[k].Key, Epoch) : (ClaimRow*)rows[k], rank);
        return true;
    }

    /// <summary>Notes a rewrite that was not admitted: for each of its claims that conflicts, the last admitted one is a blocker.</summary>
    public void Reject(AdmittedRewrite rewrite, int round, ReadOnlySpan<Claim> claims, Func<uint, AdmittedRewrite> rewriteAt)
    {
        _blockers.Clear();
        foreach (ref readonly var claim in claims)
        {
            for (var bits = claim.Mask; bits != 0; bits &= bits - 1)
                AddBlocker(Find(claim.Key), Claims.ConflictsOf(bits & ~(bits - 1)));
        }

        _blockers.Sort();
        Rejected.Add(new RejectedRewrite(rewrite, round, Blockers.Count, _blockers.Count));
        foreach (var rank in _blockers)
            Blockers.Add(rewriteAt(rank));
    }

    private void AddBlocker(ClaimRow* row, uint conflicts)
    {
        if ((AdmittedTo(row) & conflicts) == 0)
            return;
        var last = row->Last;
        while ((_admitted[last].Mask & conflicts) == 0)
            last = _admitted[last].Previous;
        if (!_blockers.Contains(_admitted[last].Rank))
            _blockers.Add(_admitted[last].Rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Chain(in Claim claim, ClaimRow* row, uint rank)
    {
        var previous = Nobody;
        if (AdmittedTo(row) == 0)
        {
            row->Admitted = claim.Mask;
            if ((uint)(row->Claimed >> 32) != Epoch)
                row->Claimed = (ulong)Epoch << 32;
        }
        else
        {
            previous = row->Last;
            row->Admitted |= claim.Mask;
        }

        row->Last = _admitted.Count;
        _admitted.Add(new Claim { Key = claim.Key, Mask = claim.Mask, Rank = rank, Previous = previous });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ClaimRow* Find(ulong key) => _isSmall ? _table.Find(key, Epoch) : RowOf(key);

    private ClaimRow* RowOf(ulong key) => world.TablesByKey[(int)(key >> 32)]!.Claims.Row((uint)key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint AdmittedTo(ClaimRow* row) => (uint)(row->Claimed >> 32) == Epoch ? row->Admitted : 0;
}

namespace Xcs.Rewriting;

// Who was not admitted, and whose claims were in the way.
internal sealed unsafe partial class Admission
{
    // Once something is rejected, claims on the same row are chained from the last one back; they are counted from 1.
    private readonly NativeList<ChainedClaim> _chain = new();
    private bool _isChained;

    private readonly List<uint> _blockers = [];

    public NativeList<RejectedRewrite> Rejected { get; } = new();

    public NativeList<AdmittedRewrite> Blockers { get; } = new();

    /// <summary>Takes back what was rejected in a round that is done again.</summary>
    public void ForgetRound(int round)
    {
        while (Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round)
            Blockers.Count = Rejected[--Rejected.Count].FirstBlocker;
    }

    /// <summary>Whether a round, the last one so far, has rejected anything.</summary>
    public bool HasRejected(int round) => Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round;

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

    private uint* LastOf(in Claim claim) =>
        _isSmall ? &_table.Find(claim.Key, _epoch)->Last : _claims[claim.Table].Lasts.At(claim.Index, _epoch);
}

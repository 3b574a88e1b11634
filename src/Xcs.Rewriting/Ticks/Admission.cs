using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Decides in canonical order: a rewrite is admitted unless one of its claims conflicts with one admitted before it. Used by one thread.
/// </summary>
internal sealed unsafe class Admission
{
    private const int Nobody = -1;

    // Claims admitted in this round; those on the same row are chained from the last one back.
    private readonly NativeList<Claim> _admitted = new();
    private readonly List<uint> _blockers = [];

    public NativeList<AdmittedRewrite> Rewrites { get; } = new();

    public NativeList<RejectedRewrite> Rejected { get; } = new();

    public NativeList<AdmittedRewrite> Blockers { get; } = new();

    public uint Epoch { get; private set; }

    public void BeginTick()
    {
        Rejected.Clear();
        Blockers.Clear();
    }

    public void BeginRound()
    {
        Epoch++;
        _admitted.Clear();
        Rewrites.Clear();
    }

    /// <summary>Takes back what was rejected in a round that is done again.</summary>
    public void ForgetRound(int round)
    {
        while (Rejected.Count > 0 && Rejected[Rejected.Count - 1].Round == round)
            Blockers.Count = Rejected[--Rejected.Count].FirstBlocker;
    }

    /// <summary>Whether two claims on a row conflict. Once all claims are made.</summary>
    public static bool IsContested(ClaimRow* row) => ((uint)row->Claimed & Claims.Contested) != 0;

    /// <summary>Claims a row among many workers; those who conflict make it contested.</summary>
    public void Claim(ClaimRow* row, uint mask)
    {
        while (true)
        {
            var known = Volatile.Read(ref row->Claimed);
            var claims = (uint)(known >> 32) == Epoch ? (uint)known : 0;
            var conflict = (claims & Claims.ConflictsOf(mask)) != 0 ? Claims.Contested : 0;
            var next = ((ulong)Epoch << 32) | claims | mask | conflict;
            if (next == known || Interlocked.CompareExchange(ref row->Claimed, next, known) == known)
                return;
        }
    }

    /// <summary>Admits the claims under a rank, all or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdmit(ReadOnlySpan<Claim> claims, uint rank)
    {
        foreach (ref readonly var claim in claims)
        {
            var row = claim.Row;
            if (row->AdmittedEpoch == Epoch && (row->Admitted & Claims.ConflictsOf(claim.Mask)) != 0)
                return false;
        }

        var at = _admitted.Count;
        var target = _admitted.Append(claims.Length);
        foreach (ref readonly var claim in claims)
        {
            var row = claim.Row;
            var isFirst = row->AdmittedEpoch != Epoch;
            *target++ = new Claim { Row = row, Mask = claim.Mask, Rank = rank, Previous = isFirst ? Nobody : row->Last };
            row->Admitted = isFirst ? claim.Mask : row->Admitted | claim.Mask;
            row->AdmittedEpoch = Epoch;
            row->Last = at++;
        }

        return true;
    }

    /// <summary>Notes a rewrite that was not admitted: for each of its claims that conflicts, the last admitted one is a blocker.</summary>
    public void Reject(AdmittedRewrite rewrite, int round, ReadOnlySpan<Claim> claims, Func<uint, AdmittedRewrite> rewriteAt)
    {
        _blockers.Clear();
        foreach (ref readonly var claim in claims)
        {
            var conflicts = Claims.ConflictsOf(claim.Mask);
            if (claim.Row->AdmittedEpoch != Epoch || (claim.Row->Admitted & conflicts) == 0)
                continue;
            var last = claim.Row->Last;
            while ((_admitted[last].Mask & conflicts) == 0)
                last = _admitted[last].Previous;
            if (!_blockers.Contains(_admitted[last].Rank))
                _blockers.Add(_admitted[last].Rank);
        }

        _blockers.Sort();
        Rejected.Add(new RejectedRewrite(rewrite, round, Blockers.Count, _blockers.Count));
        foreach (var rank in _blockers)
            Blockers.Add(rewriteAt(rank));
    }
}

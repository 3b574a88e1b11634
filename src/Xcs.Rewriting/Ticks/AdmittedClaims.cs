namespace Xcs.Rewriting;

/// <summary>
/// The claims of those admitted in a round, by rank; written by every round, read only where something conflicts: eight bytes a claim. Of a row's kinds
/// there are seven; where ports are claimed, another word has them.
/// </summary>
internal sealed unsafe class AdmittedClaims
{
    /// <summary>Tables have fewer keys.</summary>
    public const int MaxTables = 1 << 24;

    private const int KindsAt = 32;
    private const int TableAt = 40;
    private const ulong HasPorts = 1UL << 39;

    private readonly NativeList<ulong> _words = new();
    private readonly NativeList<int> _starts = new();

    /// <summary>How many rewrites there are.</summary>
    public int Count => _starts.Count;

    public void Clear()
    {
        _words.Clear();
        _starts.Clear();
    }

    /// <summary>Adds the next rewrite.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="kinds">What all of them claim.</param>
    public void Add(ReadOnlySpan<Claim> claims, uint kinds)
    {
        _starts.Add(_words.Count);
        if (kinds > Claims.OfRow)
        {
            AddWithPorts(claims);
            return;
        }

        var target = _words.Append(claims.Length);
        foreach (ref readonly var claim in claims)
            *target++ = Pack(claim);
    }

    /// <summary>The claims of a rewrite from its first one on: at first <paramref name="at"/> is 0. False behind the last one.</summary>
    public bool TryRead(int rank, ref int at, out Claim claim)
    {
        var next = _starts[rank] + at;
        if (next == (rank + 1 < _starts.Count ? _starts[rank + 1] : _words.Count))
        {
            claim = default;
            return false;
        }

        var word = _words[next];
        claim = new Claim { Key = (word >> TableAt << 32) | (uint)word, Mask = (uint)(word >> KindsAt) & Claims.OfRow };
        at++;
        if ((word & HasPorts) == 0)
            return true;
        claim.Mask |= (uint)_words[next + 1];
        at++;
        return true;
    }

    private static ulong Pack(in Claim claim) =>
        ((ulong)claim.Table << TableAt) | ((ulong)(claim.Mask & Claims.OfRow) << KindsAt) | claim.Index;

    private void AddWithPorts(ReadOnlySpan<Claim> claims)
    {
        foreach (ref readonly var claim in claims)
        {
            var ports = claim.Mask & ~Claims.OfRow;
            _words.Add(Pack(claim) | (ports != 0 ? HasPorts : 0));
            if (ports != 0)
                _words.Add(ports);
        }
    }
}

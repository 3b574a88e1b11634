namespace Xcs.Rewriting;

/// <summary>Which kinds of claims one worker has seen on rows of each table, by the tables' keys.</summary>
internal sealed class SeenClaims
{
    private uint[] _masks = [];
    private bool _isClear = true;

    public void Add(ReadOnlySpan<Claim> claims)
    {
        var masks = _masks;
        foreach (ref readonly var claim in claims)
        {
            if ((uint)claim.Table >= (uint)masks.Length)
                masks = Grow(claim.Table);
            masks[claim.Table] |= claim.Mask;
        }

        _isClear = false;
    }

    public uint Of(int table) => table < _masks.Length ? _masks[table] : 0;

    public void Clear()
    {
        if (!_isClear)
            Array.Clear(_masks);
        _isClear = true;
    }

    private uint[] Grow(int table)
    {
        Array.Resize(ref _masks, Math.Max(16, 2 * table));
        return _masks;
    }
}

namespace Xcs.Rewriting;

/// <summary>Which kinds of claims one worker has seen on rows of each table, by the tables' keys.</summary>
internal sealed class SeenClaims
{
    private uint[] _masks = [];
    private bool _isClear = true;

    public void Add(in Claim claim)
    {
        if (claim.Table >= _masks.Length)
            Array.Resize(ref _masks, Math.Max(16, 2 * claim.Table));
        _masks[claim.Table] |= claim.Mask;
        _isClear = false;
    }

    public uint Of(int table) => table < _masks.Length ? _masks[table] : 0;

    public void Clear()
    {
        if (!_isClear)
            Array.Clear(_masks);
        _isClear = true;
    }
}

namespace Xcs.Rewriting;

/// <summary>
/// Which kinds of claims one worker has seen on rows of each table, by the tables' keys. Those of one rule on the rows of its own scopes are kept apart from the others: they
/// never meet each other.
/// </summary>
internal sealed class SeenClaims(World world)
{
    private Seen[] _tables = [];
    private bool _isClear = true;

    public void Add(ReadOnlySpan<Claim> claims, NodeId scope, int rule)
    {
        foreach (ref readonly var claim in claims)
        {
            if ((uint)claim.Table >= (uint)_tables.Length)
                Grow();
            ref var seen = ref _tables[claim.Table];
            if (seen.Own == 0)
                seen.Rule = rule;
            if (claim.Index == scope.Index && seen.Rule == rule && seen.Warp == scope.Warp.Value)
                seen.Own |= claim.Mask;
            else
                seen.Others |= claim.Mask;
        }

        _isClear = false;
    }

    /// <summary>Whether claims that workers have seen on rows of a table may conflict.</summary>
    public static bool MayConflict(TickWorker[] workers, int table)
    {
        var all = default(Seen);
        foreach (var worker in workers)
        {
            var seen = table < worker.Seen._tables.Length ? worker.Seen._tables[table] : default;
            if (all.Own == 0)
                (all.Own, all.Rule) = (seen.Own, seen.Rule);
            else if (seen.Rule == all.Rule)
                all.Own |= seen.Own;
            else
                all.Others |= seen.Own;
            all.Others |= seen.Others;
        }

        return (all.Others & Claims.ConflictsOf(all.Others | all.Own)) != 0;
    }

    public void Clear()
    {
        if (_isClear)
            return;
        foreach (ref var seen in _tables.AsSpan())
            seen.Own = seen.Others = 0;
        _isClear = true;
    }

    private void Grow()
    {
        var known = _tables.Length;
        Array.Resize(ref _tables, world.TablesByKey.Count);
        for (var table = known; table < _tables.Length; table++)
            _tables[table].Warp = world.TablesByKey[table]?.Warp.Value ?? uint.MaxValue;
    }

    private struct Seen
    {
        public uint Warp;
        public int Rule;
        public uint Own;
        public uint Others;
    }
}

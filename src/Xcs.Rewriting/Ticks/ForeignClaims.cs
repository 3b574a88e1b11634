namespace Xcs.Rewriting;

/// <summary>Claims that one worker has found on rows of shards that it does not have, by (warp, shard).</summary>
internal sealed unsafe class ForeignClaims
{
    private readonly List<OpBuckets?> _buckets = [];

    public void Add(uint warp, in Claim claim)
    {
        while (_buckets.Count <= warp)
            _buckets.Add(null);
        var list = (_buckets[(int)warp] ??= new OpBuckets()).For(Sharding.Of(claim.Index));
        *(Claim*)list.Append(sizeof(Claim)) = claim;
    }

    public bool Has(uint warp, int shard) => warp < _buckets.Count && _buckets[(int)warp] is { } buckets && buckets.Used.Contains(shard);

    /// <summary>There must be some.</summary>
    public ReadOnlySpan<Claim> Of(uint warp, int shard)
    {
        var list = _buckets[(int)warp]!.At(shard)!;
        return new ReadOnlySpan<Claim>(list.Data, list.Count / sizeof(Claim));
    }

    public void Clear()
    {
        foreach (var buckets in _buckets)
            buckets?.Clear();
    }
}

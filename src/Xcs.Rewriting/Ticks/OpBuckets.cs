namespace Xcs.Rewriting;

/// <summary>
/// Where one worker puts the entries of one warp: in one list, or one for each shard that they concern. In each list they are in canonical order.
/// </summary>
internal sealed class OpBuckets
{
    private readonly NativeList<byte>?[] _lists = new NativeList<byte>?[Sharding.Shards];

    /// <summary>Shards with entries; with one list for all it is the first.</summary>
    public bool IsEmpty { get; private set; } = true;

    public NativeList<byte>? At(int shard) => _lists[shard];

    public NativeList<byte> For(int shard)
    {
        IsEmpty = false;
        return _lists[shard] ??= new NativeList<byte>();
    }

    public void Clear()
    {
        if (IsEmpty)
            return;
        foreach (var list in _lists)
            list?.Clear();
        IsEmpty = true;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Where one worker puts the entries of one warp: in one list, or one for each shard that they concern. In each list they are in canonical order.
/// </summary>
internal sealed class OpBuckets
{
    private readonly NativeList<byte>?[] _lists = new NativeList<byte>?[Sharding.Shards];
    private ShardSet _used;

    /// <summary>Shards with entries; with one list for all it is the first.</summary>
    public ref readonly ShardSet Used => ref _used;

    public NativeList<byte>? At(int shard) => _lists[shard];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NativeList<byte> For(int shard)
    {
        _used.Add(shard);
        return _lists[shard] ?? Create(shard);
    }

    public void Clear()
    {
        for (var word = 0; word < ShardSet.Words; word++)
        {
            for (var bits = _used[word]; bits != 0; bits &= bits - 1)
                _lists[(64 * word) + BitOperations.TrailingZeroCount(bits)]!.Clear();
        }

        _used = default;
    }

    private NativeList<byte> Create(int shard) => _lists[shard] = new NativeList<byte>();
}

using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>A set of shards: 64 a word.</summary>
[InlineArray(Words)]
internal struct ShardSet
{
    public const int Words = Sharding.Shards / 64;

    private ulong _first;

    public readonly bool IsEmpty => (this[0] | this[1] | this[2] | this[3]) == 0;

    public readonly bool Contains(int shard) => (this[shard >> 6] >> (shard & 63) & 1) != 0;

    public void Add(int shard) => this[shard >> 6] |= 1UL << (shard & 63);
}

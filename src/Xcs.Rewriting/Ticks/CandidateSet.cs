using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// A set of nodes of one warp as bits, in the order of shards: a word for each page, above it a bit for each word, above that a bit for each
/// shard. Adding is safe from many threads; it is idempotent, so the order of arrivals does not matter.
/// </summary>
internal sealed unsafe class CandidateSet
{
    private ulong* _words;
    private ulong* _summary;
    private int _capacity;
    private int _summaryLength;
    private ShardBits _active;

    ~CandidateSet()
    {
        NativeMemory.Free(_words);
        NativeMemory.Free(_summary);
    }

    /// <summary>Words that sum up a shard's pages, 64 each.</summary>
    public int SummaryLength => _summaryLength;

    /// <summary>Shards with members, 64 a word.</summary>
    public ulong Shards(int word) => _active[word];

    /// <summary>Makes room. Not while units run.</summary>
    public void EnsureRows(uint rows)
    {
        var needed = (int)((Sharding.PagesFor(rows) + Sharding.Shards - 1) / Sharding.Shards);
        if (needed <= _capacity)
            return;
        var capacity = Math.Max(needed, 2 * _capacity);
        var summaryLength = (capacity + 63) / 64;
        _words = Grow(_words, _capacity, capacity);
        _summary = Grow(_summary, _summaryLength, summaryLength);
        (_capacity, _summaryLength) = (capacity, summaryLength);
    }

    /// <summary>The members on the shard's page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int shard, int page) => _words[(shard * _capacity) + page];

    public ulong Summary(int shard, int word) => _summary[(shard * _summaryLength) + word];

    /// <summary>Adds nodes of one page; gives those that were not members.</summary>
    public ulong Add(uint page, ulong bits)
    {
        var shard = Sharding.OfPage(page);
        var local = (int)(page >> 8);
        var word = _words + (shard * _capacity) + local;
        if ((*word & bits) == bits)
            return 0;
        var before = Interlocked.Or(ref *word, bits);
        if (before != 0)
            return bits & ~before;
        Interlocked.Or(ref _summary[(shard * _summaryLength) + (local >> 6)], 1UL << (local & 63));
        Interlocked.Or(ref _active[shard >> 6], 1UL << (shard & 63));
        return bits;
    }

    /// <summary>Removes nodes of one page. By the thread that has the shard, while nobody adds to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(int shard, int page, ulong bits)
    {
        ref var word = ref _words[(shard * _capacity) + page];
        if (word != 0 && (word &= ~bits) == 0)
            RemoveWord(shard, page);
    }

    /// <summary>How many members there are; stops counting at a limit.</summary>
    public long CountUpTo(long limit)
    {
        var count = 0L;
        for (var shard = 0; shard < Sharding.Shards && count < limit; shard++)
        {
            if ((_active[shard >> 6] >> (shard & 63) & 1) == 0)
                continue;
            for (var page = 0; page < _capacity && count < limit; page++)
                count += System.Numerics.BitOperations.PopCount(Word(shard, page));
        }

        return count;
    }

    public void Clear()
    {
        NativeMemory.Clear(_words, (nuint)_capacity * Sharding.Shards * sizeof(ulong));
        NativeMemory.Clear(_summary, (nuint)_summaryLength * Sharding.Shards * sizeof(ulong));
        _active = default;
    }

    private void RemoveWord(int shard, int page)
    {
        var summary = _summary + (shard * _summaryLength);
        summary[page >> 6] &= ~(1UL << (page & 63));
        for (var k = 0; k < _summaryLength; k++)
        {
            if (summary[k] != 0)
                return;
        }

        // Other shards of the same word may empty at the same time.
        Interlocked.And(ref _active[shard >> 6], ~(1UL << (shard & 63)));
    }

    private static ulong* Grow(ulong* words, int from, int to)
    {
        var grown = (ulong*)NativeMemory.AllocZeroed((nuint)to * Sharding.Shards, sizeof(ulong));
        for (var shard = 0; from > 0 && shard < Sharding.Shards; shard++)
            Buffer.MemoryCopy(words + (shard * from), grown + (shard * to), (long)to * sizeof(ulong), (long)from * sizeof(ulong));
        NativeMemory.Free(words);
        return grown;
    }

    [InlineArray(Sharding.Shards / 64)]
    private struct ShardBits
    {
        private ulong _first;
    }
}

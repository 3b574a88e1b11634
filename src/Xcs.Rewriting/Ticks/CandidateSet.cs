using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>
/// A set of nodes of one warp as bits, in the order of shards: a word for each page, above it a bit for each word, above that a count for each
/// shard. Adding is idempotent, so the order of arrivals does not matter.
/// </summary>
internal sealed unsafe class CandidateSet
{
    private readonly int[] _wordsInUse = new int[Sharding.Shards];
    private ulong* _words;
    private ulong* _summary;
    private int _capacity;

    ~CandidateSet()
    {
        NativeMemory.Free(_words);
        NativeMemory.Free(_summary);
    }

    /// <summary>Words that sum up a shard's pages, 64 each.</summary>
    public int SummaryLength { get; private set; }

    /// <summary>Whether a shard has members.</summary>
    public bool HasShard(int shard) => _wordsInUse[shard] != 0;

    /// <summary>Makes room. Not while units run.</summary>
    public void EnsureRows(uint rows)
    {
        var needed = (int)((Sharding.PagesFor(rows) + Sharding.Shards - 1) / Sharding.Shards);
        if (needed <= _capacity)
            return;
        var capacity = Math.Max(needed, 2 * _capacity);
        var summaryLength = (capacity + 63) / 64;
        _words = Grow(_words, _capacity, capacity);
        _summary = Grow(_summary, SummaryLength, summaryLength);
        (_capacity, SummaryLength) = (capacity, summaryLength);
    }

    /// <summary>The members on the shard's page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int shard, int page) => page < _capacity ? _words[(shard * _capacity) + page] : 0;

    public ulong Summary(int shard, int word) => word < SummaryLength ? _summary[(shard * SummaryLength) + word] : 0;

    /// <summary>Adds nodes of one page; gives those that were not members. By one thread.</summary>
    public ulong Add(uint page, ulong bits)
    {
        var shard = Sharding.OfPage(page);
        var local = (int)(page >> 8);
        ref var word = ref _words[(shard * _capacity) + local];
        var added = bits & ~word;
        if (added != 0 && word == 0)
        {
            _summary[(shard * SummaryLength) + (local >> 6)] |= 1UL << (local & 63);
            _wordsInUse[shard]++;
        }

        word |= bits;
        return added;
    }

    /// <inheritdoc cref="Add"/>
    /// <remarks>Safe from many threads.</remarks>
    public ulong AddShared(uint page, ulong bits)
    {
        var shard = Sharding.OfPage(page);
        var local = (int)(page >> 8);
        var word = _words + (shard * _capacity) + local;
        if ((*word & bits) == bits)
            return 0;
        var before = Interlocked.Or(ref *word, bits);
        if (before != 0)
            return bits & ~before;
        Interlocked.Or(ref _summary[(shard * SummaryLength) + (local >> 6)], 1UL << (local & 63));
        Interlocked.Increment(ref _wordsInUse[shard]);
        return bits;
    }

    /// <summary>Removes nodes of one page; true where the shard has none left. By the worker that has the shard, while nobody adds to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Remove(int shard, int page, ulong bits)
    {
        ref var word = ref _words[(shard * _capacity) + page];
        if (word == 0 || (word &= ~bits) != 0)
            return false;
        _summary[(shard * SummaryLength) + (page >> 6)] &= ~(1UL << (page & 63));
        return --_wordsInUse[shard] == 0;
    }

    /// <summary>How many members a shard has.</summary>
    public int CountIn(int shard)
    {
        var count = 0;
        for (var page = 0; page < _capacity; page++)
            count += BitOperations.PopCount(Word(shard, page));
        return count;
    }

    public void Clear()
    {
        NativeMemory.Clear(_words, (nuint)_capacity * Sharding.Shards * sizeof(ulong));
        NativeMemory.Clear(_summary, (nuint)SummaryLength * Sharding.Shards * sizeof(ulong));
        Array.Clear(_wordsInUse);
    }

    private static ulong* Grow(ulong* words, int from, int to)
    {
        var grown = (ulong*)NativeMemory.AllocZeroed((nuint)to * Sharding.Shards, sizeof(ulong));
        for (var shard = 0; from > 0 && shard < Sharding.Shards; shard++)
            Buffer.MemoryCopy(words + (shard * from), grown + (shard * to), (long)to * sizeof(ulong), (long)from * sizeof(ulong));
        NativeMemory.Free(words);
        return grown;
    }
}

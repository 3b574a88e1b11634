namespace Xcs.Rewriting;

/// <summary>
/// A Merkle tree with 16 children a node over a list of digests: Merkle, A digital signature based on a conventional encryption function (1987).
/// Updates touch the paths of what has changed.
/// </summary>
internal sealed unsafe class HashTree
{
    private const int FanOut = 16;
    private const ulong Tag = 2;

    // Level 0 are the leaves; each list has 32 bytes a digest. Levels above the root are not kept.
    private readonly List<NativeList<byte>> _levels = [new()];
    private readonly NativeList<int> _changed = new();

    public int Count => _levels[0].Count / Digest.Size;

    /// <summary>The root; zero where there are no leaves or all are zero.</summary>
    public Digest Root => Count == 0 ? default : new Digest(_levels[Depth(Count)].Span);

    public byte* Leaf(int index) => _levels[0].Data + (index * Digest.Size);

    /// <summary>Takes note that a leaf has changed. Ascending.</summary>
    public void Mark(int leaf) => _changed.Add(leaf);

    /// <summary>Sets a leaf. Ascending.</summary>
    public void SetLeaf(int index, Digest digest)
    {
        var leaf = new Span<byte>(Leaf(index), Digest.Size);
        if (digest.Span.SequenceEqual(leaf))
            return;
        digest.Span.CopyTo(leaf);
        Mark(index);
    }

    /// <summary>Sets the number of leaves; new ones are zero.</summary>
    /// <param name="count">How many.</param>
    /// <param name="batch">Flushed where nodes have to be hashed anew.</param>
    public void Resize(int count, ShaBatch batch)
    {
        var before = Count;
        if (count == before)
            return;
        if (count < before)
            _levels[0].Count = count * Digest.Size;
        else
            _levels[0].Extend(count * Digest.Size);

        // Other groups now: cheap when growing by a few, since only the groups from the old end on are new; their zero leaves need no mark.
        var length = count;
        for (var level = 1; level <= Depth(count); level++)
        {
            length = (length + FanOut - 1) / FanOut;
            if (_levels.Count == level)
                _levels.Add(new NativeList<byte>());
            var known = _levels[level].Count / Digest.Size;
            if (length < known)
                _levels[level].Count = length * Digest.Size;
            else
                _levels[level].Extend(length * Digest.Size);
            // A level that has just come into being knows nothing of what was the root below it.
            if (known == 0 || count < before)
                Recompute(level, known == 0 ? 0 : length - 1, batch);
        }

        for (var level = Depth(count) + 1; level < _levels.Count; level++)
            _levels[level].Count = 0;
    }

    /// <summary>Brings the tree up to date with the leaves that were marked.</summary>
    /// <param name="batch">Hashes the nodes of a level together; empty before and after.</param>
    public void Update(ShaBatch batch)
    {
        for (var level = 1; UpdateLevel(level, batch); level++)
            batch.Flush();
    }

    /// <summary>Puts the nodes of one level that have changed into a batch, once the level below is up to date; false above the root.</summary>
    public bool UpdateLevel(int level, ShaBatch batch)
    {
        if (level > Depth(Count))
        {
            _changed.Clear();
            return false;
        }

        var kept = 0;
        for (var k = 0; k < _changed.Count; k++)
        {
            var parent = _changed[k] / FanOut;
            if (kept == 0 || _changed[kept - 1] != parent)
                _changed[kept++] = parent;
        }

        _changed.Count = kept;
        foreach (var parent in _changed.Span)
            HashNode(level, parent, batch);
        return true;
    }

    private static int Depth(int count)
    {
        var depth = 0;
        for (; count > 1; count = (count + FanOut - 1) / FanOut)
            depth++;
        return depth;
    }

    private void Recompute(int level, int from, ShaBatch batch)
    {
        batch.Flush();
        for (var k = from; k < _levels[level].Count / Digest.Size; k++)
            HashNode(level, k, batch);
        batch.Flush();
    }

    private void HashNode(int level, int index, ShaBatch batch)
    {
        var below = _levels[level - 1];
        var from = index * FanOut * Digest.Size;
        var length = Math.Min(FanOut * Digest.Size, below.Count - from);
        var children = below.Span.Slice(from, length);
        var target = _levels[level].Data + (index * Digest.Size);
        if (children.IndexOfAnyExcept((byte)0) < 0)
        {
            new Span<byte>(target, Digest.Size).Clear();
            return;
        }

        var block = batch.Add(sizeof(ulong) + (FanOut * Digest.Size), target);
        *(ulong*)block = Tag;
        children.CopyTo(new Span<byte>(block + sizeof(ulong), length));
        new Span<byte>(block + sizeof(ulong) + length, (FanOut * Digest.Size) - length).Clear();
    }
}

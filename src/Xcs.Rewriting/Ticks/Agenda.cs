using System.Numerics;

namespace Xcs.Rewriting;

/// <summary>What the rules of a world have to look at in one warp: a set of nodes for each rule, by the rule's number.</summary>
internal sealed class Agenda
{
    // Rules from here on share a bit.
    private const int LastBit = 63;

    private readonly Lock _growing = new();
    private readonly ulong[] _rulesOfShard = new ulong[Sharding.Shards];
    private CandidateSet?[] _sets = [];
    private bool[] _active = [];
    private ShardSet _shards;
    // What many threads have added, less what they have removed, for each shard: since the members were counted last.
    private readonly int[] _changes = new int[Sharding.Shards];
    private bool _hasChanges;
    private uint _rows;
    private long _members;
    private (int Rule, uint Page, ulong Nodes) _last;

    /// <summary>Numbers of rules that have a set are less.</summary>
    public int Count => _sets.Length;

    /// <summary>Whether some rule is active, so that changes have to be followed.</summary>
    public bool HasActive { get; private set; }

    /// <summary>Shards that may have candidates of any rule.</summary>
    public ref readonly ShardSet Shards => ref _shards;

    public bool IsEmpty => _shards.IsEmpty;

    public CandidateSet? SetAt(int rule) => rule < _sets.Length ? _sets[rule] : null;

    public bool IsActive(int rule) => rule < _active.Length && _active[rule];

    /// <summary>How many candidates there are.</summary>
    public long Members
    {
        get
        {
            if (_hasChanges)
                CountChanges();
            return _members;
        }
    }

    /// <summary>The only candidate, where there is one, as <see cref="Members"/> says, and it was added last.</summary>
    public bool TryGetOnly(out int rule, out uint node)
    {
        (rule, node) = (_last.Rule, (_last.Page << 6) + (uint)BitOperations.TrailingZeroCount(_last.Nodes));
        return BitOperations.IsPow2(_last.Nodes)
            && (SetAt(rule)!.Word(Sharding.OfPage(_last.Page), (int)(_last.Page >> 8)) & _last.Nodes) != 0;
    }

    /// <summary>Adds candidates on one page; gives those that are new. By one thread.</summary>
    public ulong Add(int rule, uint page, ulong nodes)
    {
        var added = SetOf(rule).Add(page, nodes);
        if (added == 0)
            return 0;
        var shard = Sharding.OfPage(page);
        _last = (rule, page, added);
        _members += BitOperations.PopCount(added);
        _rulesOfShard[shard] |= 1UL << Math.Min(rule, LastBit);
        _shards.Add(shard);
        return added;
    }

    /// <inheritdoc cref="Add"/>
    /// <remarks>Safe from many threads.</remarks>
    public ulong AddShared(int rule, uint page, ulong nodes)
    {
        var added = SetOf(rule).AddShared(page, nodes);
        if (added == 0)
            return 0;
        var shard = Sharding.OfPage(page);
        var bit = 1UL << Math.Min(rule, LastBit);
        Interlocked.Add(ref _changes[shard], BitOperations.PopCount(added));
        _hasChanges = true;
        if ((_rulesOfShard[shard] & bit) == 0)
            Interlocked.Or(ref _rulesOfShard[shard], bit);
        if (!_shards.Contains(shard))
            Interlocked.Or(ref _shards[shard >> 6], 1UL << (shard & 63));
        return added;
    }

    /// <summary>Removes candidates on one page. By one thread.</summary>
    public void Remove(int rule, uint page, ulong nodes)
    {
        var shard = Sharding.OfPage(page);
        var set = _sets[rule]!;
        _members -= BitOperations.PopCount(set.Word(shard, (int)(page >> 8)) & nodes);
        if (set.Remove(shard, (int)(page >> 8), nodes) && ForgetRule(rule, shard))
            _shards[shard >> 6] &= ~(1UL << (shard & 63));
    }

    /// <summary>Removes candidates on one page. By the worker that has the shard, while nobody adds to it.</summary>
    public void RemoveShared(int rule, uint page, ulong nodes)
    {
        var shard = Sharding.OfPage(page);
        var set = _sets[rule]!;
        _changes[shard] -= BitOperations.PopCount(set.Word(shard, (int)(page >> 8)) & nodes);
        if (!_hasChanges)
            _hasChanges = true;
        if (set.Remove(shard, (int)(page >> 8), nodes))
            Forget(rule, shard);
    }

    /// <summary>Lists the rules that may have candidates in a shard, ascending.</summary>
    public void RulesIn(int shard, List<int> rules)
    {
        rules.Clear();
        for (var bits = _rulesOfShard[shard]; bits != 0; bits &= bits - 1)
            rules.Add(BitOperations.TrailingZeroCount(bits));
        if (rules.Count == 0 || rules[^1] != LastBit)
            return;
        rules.RemoveAt(rules.Count - 1);
        for (var rule = LastBit; rule < _sets.Length; rule++)
        {
            if (_sets[rule] is { } set && set.HasShard(shard))
                rules.Add(rule);
        }
    }

    public void SetActive(int rule, bool isActive)
    {
        if (rule >= _active.Length)
            Array.Resize(ref _active, rule + 1);
        _active[rule] = isActive;
        HasActive = _active.Contains(true);
    }

    public void Clear()
    {
        foreach (var set in _sets)
            set?.Clear();
        Array.Clear(_rulesOfShard);
        _shards = default;
        Array.Clear(_changes);
        _members = 0;
    }

    public void Clear(int rule)
    {
        if (SetAt(rule) is not { } set)
            return;
        for (var shard = 0; shard < Sharding.Shards; shard++)
            _members -= set.CountIn(shard);
        set.Clear();
        for (var shard = 0; shard < Sharding.Shards; shard++)
            Forget(rule, shard);
    }

    private void CountChanges()
    {
        _hasChanges = false;
        foreach (var change in _changes)
            _members += change;
        Array.Clear(_changes);
    }

    public void EnsureRows(uint rows)
    {
        if (rows <= _rows)
            return;
        _rows = rows;
        foreach (var set in _sets)
            set?.EnsureRows(rows);
    }

    // Other shards of the same word may empty at the same time.
    private void Forget(int rule, int shard)
    {
        if (ForgetRule(rule, shard))
            Interlocked.And(ref _shards[shard >> 6], ~(1UL << (shard & 63)));
    }

    // Whether the shard has no rule left.
    private bool ForgetRule(int rule, int shard)
    {
        for (var other = LastBit; rule >= LastBit && other < _sets.Length; other++)
        {
            if (_sets[other] is { } set && set.HasShard(shard))
                return false;
        }

        return (_rulesOfShard[shard] &= ~(1UL << Math.Min(rule, LastBit))) == 0;
    }

    private CandidateSet SetOf(int rule)
    {
        var sets = _sets;
        return rule < sets.Length && sets[rule] is { } known ? known : Create(rule);
    }

    private CandidateSet Create(int rule)
    {
        lock (_growing)
        {
            if (SetAt(rule) is { } known)
                return known;
            var set = new CandidateSet();
            set.EnsureRows(_rows);
            var sets = new CandidateSet?[Math.Max(_sets.Length, rule + 1)];
            _sets.CopyTo(sets, 0);
            sets[rule] = set;
            Volatile.Write(ref _sets, sets);
            return set;
        }
    }
}

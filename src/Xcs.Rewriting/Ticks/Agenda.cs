namespace Xcs.Rewriting;

/// <summary>What the rules of a world have to look at in one warp: a set of nodes for each rule, by the rule's number.</summary>
internal sealed class Agenda
{
    private readonly Lock _growing = new();
    private CandidateSet?[] _sets = [];
    private bool[] _active = [];
    private uint _rows;

    /// <summary>Numbers of rules that have a set are less.</summary>
    public int Count => _sets.Length;

    /// <summary>Whether some rule is active, so that changes have to be followed.</summary>
    public bool HasActive { get; private set; }

    public CandidateSet? SetAt(int rule) => rule < _sets.Length ? _sets[rule] : null;

    public bool IsActive(int rule) => rule < _active.Length && _active[rule];

    /// <summary>The set of a rule, made if there is none.</summary>
    public CandidateSet SetOf(int rule)
    {
        var sets = _sets;
        return rule < sets.Length && sets[rule] is { } known ? known : Create(rule);
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
    }

    public void EnsureRows(uint rows)
    {
        _rows = rows;
        foreach (var set in _sets)
            set?.EnsureRows(rows);
    }

    /// <summary>Shards with candidates of any rule, 64 a word.</summary>
    public ulong Shards(int word)
    {
        var bits = 0UL;
        foreach (var set in _sets)
        {
            if (set is not null)
                bits |= set.Shards(word);
        }

        return bits;
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

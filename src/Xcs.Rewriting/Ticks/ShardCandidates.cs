namespace Xcs.Rewriting;

/// <summary>Goes through the candidates of a (warp, shard), page by page; those dropped leave the agenda when their page is closed.</summary>
internal sealed unsafe class ShardCandidates
{
    private readonly List<int> _rules = [];
    private CandidateSet[] _sets = new CandidateSet[4];
    private ulong[] _words = new ulong[4];
    private ulong[] _drops = new ulong[4];
    private Warp _warp = null!;
    private int _shard;

    public int RuleCount => _rules.Count;

    public int SummaryLength { get; private set; }

    /// <summary>The number of the open page.</summary>
    public uint Page { get; private set; }

    public void Open(Warp warp, int shard)
    {
        _warp = warp;
        _shard = shard;
        warp.Agenda.RulesIn(shard, _rules);
        if (_rules.Count > _sets.Length)
        {
            Array.Resize(ref _sets, 2 * _rules.Count);
            Array.Resize(ref _words, 2 * _rules.Count);
            Array.Resize(ref _drops, 2 * _rules.Count);
        }

        SummaryLength = 0;
        for (var k = 0; k < _rules.Count; k++)
        {
            _sets[k] = warp.Agenda.SetAt(_rules[k])!;
            SummaryLength = Math.Max(SummaryLength, _sets[k].SummaryLength);
        }
    }

    public int Rule(int k) => _rules[k];

    /// <summary>Which of 64 pages have candidates of any rule.</summary>
    public ulong Pages(int summary)
    {
        var pages = 0UL;
        for (var k = 0; k < _rules.Count; k++)
            pages |= _sets[k].Summary(_shard, summary);
        return pages;
    }

    /// <summary>The nodes of a page that are candidates of any rule; those that are gone are dropped.</summary>
    public ulong OpenPage(int local)
    {
        Page = ((uint)local << 8) | (uint)_shard;
        var page = _warp.Nodes0.PageOf(Page << 6);
        var live = page == null ? 0 : page->Live;
        var all = 0UL;
        for (var k = 0; k < _rules.Count; k++)
        {
            var word = _sets[k].Word(_shard, local);
            _drops[k] = word & ~live;
            _words[k] = word & live;
            all |= word & live;
        }

        return all;
    }

    public bool Has(int k, int slot) => (_words[k] >> slot & 1) != 0;

    public void Drop(int k, int slot) => _drops[k] |= 1UL << slot;

    public void ClosePage(AgendaLog log)
    {
        for (var k = 0; k < _rules.Count; k++)
        {
            if (_drops[k] != 0)
                log.Remove(_warp, _rules[k], Page, _drops[k]);
        }
    }
}

using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>Candidates of one page that leave the agenda together: page by page is cheaper than one by one, and the words next to it may be another worker's.</summary>
internal sealed class PageDrops
{
    private readonly List<(int Rule, ulong Nodes)> _rules = [];
    private uint _page;

    /// <summary>Drops a candidate once <see cref="Flush"/> is called or another page comes.</summary>
    public void Add(Warp warp, int rule, uint node, AgendaLog log)
    {
        if (node >> 6 != _page)
            Flush(warp, log);
        _page = node >> 6;
        var bit = 1UL << (int)(node & 63);
        foreach (ref var known in CollectionsMarshal.AsSpan(_rules))
        {
            if (known.Rule == rule)
            {
                known.Nodes |= bit;
                return;
            }
        }

        _rules.Add((rule, bit));
    }

    public void Flush(Warp warp, AgendaLog log)
    {
        foreach (var (rule, nodes) in _rules)
            log.Remove(warp, rule, _page, nodes);
        _rules.Clear();
    }

    public void Clear() => _rules.Clear();
}

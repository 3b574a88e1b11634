namespace Xcs.Rewriting;

/// <summary>What one worker has put on the agendas and taken from them in a tick, so that it can be undone.</summary>
internal sealed class AgendaLog
{
    private readonly NativeList<Entry> _entries = new();

    public int Round { get; set; }

    /// <summary>Whether other workers add at the same time.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether rules are being asked where they may match anew.</summary>
    public bool TakesCandidates { get; set; }

    public void Add(Warp warp, int rule, uint page, ulong nodes)
    {
        var added = IsShared ? warp.Agenda.AddShared(rule, page, nodes) : warp.Agenda.Add(rule, page, nodes);
        if (added != 0)
            _entries.Add(new Entry(added, warp.Id.Value, page, (ushort)rule, IsAdded: true, Round));
    }

    /// <summary>By the worker that has the page's shard, while nobody adds.</summary>
    public void Remove(Warp warp, int rule, uint page, ulong nodes)
    {
        if (IsShared)
        {
            warp.Agenda.RemoveShared(rule, page, nodes);
        }
        else
        {
            warp.Agenda.Remove(rule, page, nodes);
            if (IsLast(warp, rule, page, nodes))
            {
                _entries.Count--;
                return;
            }
        }

        _entries.Add(new Entry(nodes, warp.Id.Value, page, (ushort)rule, IsAdded: false, Round));
    }

    /// <summary>Takes away what the last round, if it is this one, has added. For all logs before <see cref="UndoRemoved"/>.</summary>
    public void UndoAdded(World world, int round)
    {
        for (var k = _entries.Count - 1; k >= 0 && _entries[k].Round == round; k--)
        {
            if (_entries[k].IsAdded)
                world.WarpList[(int)_entries[k].Warp].Agenda.Remove(_entries[k].Rule, _entries[k].Page, _entries[k].Nodes);
        }
    }

    /// <summary>Puts back what the last round, if it is this one, has removed, and forgets the round.</summary>
    public void UndoRemoved(World world, int round)
    {
        for (; _entries.Count > 0 && _entries[_entries.Count - 1].Round == round; _entries.Count--)
        {
            ref readonly var entry = ref _entries[_entries.Count - 1];
            if (!entry.IsAdded)
                world.WarpList[(int)entry.Warp].Agenda.Add(entry.Rule, entry.Page, entry.Nodes);
        }
    }

    // What the round before has added last is as if it never was: a long chain of rounds of one candidate leaves nothing to undo. What was added earlier, others
    // may have taken and added again since.
    private bool IsLast(Warp warp, int rule, uint page, ulong nodes)
    {
        if (_entries.Count == 0)
            return false;
        ref readonly var last = ref _entries[_entries.Count - 1];
        return last.Nodes == nodes && last.Page == page && last.IsAdded && last.Round == Round - 1 && last.Rule == rule && last.Warp == warp.Id.Value;
    }

    public void Clear() => _entries.Clear();

    private readonly record struct Entry(ulong Nodes, uint Warp, uint Page, ushort Rule, bool IsAdded, int Round);
}

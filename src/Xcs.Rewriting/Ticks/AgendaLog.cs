namespace Xcs.Rewriting;

/// <summary>What one worker has put on the agendas and taken from them in a tick, so that it can be undone.</summary>
internal sealed class AgendaLog
{
    private readonly NativeList<Entry> _entries = new();

    public int Round { get; set; }

    /// <summary>Whether other workers add at the same time.</summary>
    public bool IsShared { get; set; }

    public void Add(Warp warp, int rule, uint page, ulong nodes)
    {
        var added = IsShared ? warp.Agenda.AddShared(rule, page, nodes) : warp.Agenda.Add(rule, page, nodes);
        if (added != 0)
            _entries.Add(new Entry(added, warp.Id.Value, page, (ushort)rule, IsAdded: true, Round));
    }

    /// <summary>By the worker that has the page's shard, while nobody adds.</summary>
    public void Remove(Warp warp, int rule, uint page, ulong nodes)
    {
        warp.Agenda.Remove(rule, page, nodes);
        _entries.Add(new Entry(nodes, warp.Id.Value, page, (ushort)rule, IsAdded: false, Round));
    }

    /// <summary>Undoes one round: for each log what was added, then for each log what was removed.</summary>
    public void Undo(World world, int round, bool added)
    {
        foreach (ref readonly var entry in _entries.Span)
        {
            if (entry.Round != round || entry.IsAdded != added)
                continue;
            var agenda = world.WarpList[(int)entry.Warp].Agenda;
            if (added)
                agenda.Remove(entry.Rule, entry.Page, entry.Nodes);
            else
                agenda.Add(entry.Rule, entry.Page, entry.Nodes);
        }
    }

    public void Clear() => _entries.Clear();

    private readonly record struct Entry(ulong Nodes, uint Warp, uint Page, ushort Rule, bool IsAdded, int Round);
}

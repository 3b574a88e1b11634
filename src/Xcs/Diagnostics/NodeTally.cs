namespace Xcs.Diagnostics;

/// <summary>Counts nodes that one thread runs in a row, so that it writes to the shared counters once for several of the same operator.</summary>
internal ref struct NodeTally(ProgressCounter? progress)
{
    private int _node;
    private int _count;

    public void Add(int node)
    {
        if (progress is null)
            return;
        if (_count > 0 && !progress.AreAlike(_node, node))
            Flush();
        (_node, _count) = (node, _count + 1);
        if (progress.IsDue)
            Flush();
    }

    public void Flush()
    {
        if (_count > 0)
            progress!.AddNodes(_node, _count);
        _count = 0;
    }
}

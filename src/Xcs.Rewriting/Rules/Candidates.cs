namespace Xcs.Rewriting;

/// <summary>Takes the nodes at which an active rule may match anew. Valid only during the call that it is given to.</summary>
public readonly struct Candidates
{
    private readonly Warp _warp;
    private readonly int _rule;
    private readonly AgendaLog _log;

    internal Candidates(Warp warp, int rule, AgendaLog log)
    {
        _warp = warp;
        _rule = rule;
        _log = log;
    }

    /// <summary>Adds a node; nothing happens where it is deleted.</summary>
    /// <exception cref="RewritingException">The node is of another warp.</exception>
    public void Add(NodeId node)
    {
        if (_log is not { TakesCandidates: true })
            throw new RewritingException(Fault.Detached, "candidates are added after the call of Rule.Affects", "Add them inside the call only.");
        if (node.Warp != _warp.Id)
            throw new RewritingException(Fault.ForeignWarp, $"{node} is none of {_warp.Id}", "Add nodes of the rule's own warp.");
        if (_warp.Nodes0.HasNode(node.Index))
            _log.Add(_warp, _rule, node.Index >> 6, 1UL << (int)(node.Index & 63));
    }
}

namespace Xcs.Rewriting;

// Rules and their candidates.
public sealed partial class World
{
    private const int MaxRules = ushort.MaxValue;

    private readonly Dictionary<Rule, int> _ruleNumbers = [];
    private readonly List<bool> _hasAffects = [];
    private readonly Lock _ingressLock = new();
    private readonly Dictionary<string, List<(uint Warp, uint Page, ulong Nodes)>> _waitingForRule = [];
    private NativeList<AskedFor> _ingress = new();
    private NativeList<AskedFor> _collecting = new();

    /// <summary>Adds a rule. The order in which rules are registered is that in which they come first at the same node.</summary>
    /// <returns>The rule.</returns>
    /// <exception cref="RewritingException">The rule, or another one of its name, is registered; or the world is busy.</exception>
    public TRule Register<TRule>(TRule rule)
        where TRule : Rule => WhileIdle(() =>
    {
        if (rule is null)
            throw new RewritingException(Fault.BadArgument, "the rule is null", "Give a rule.");
        if (RuleList.Exists(known => known.Name == rule.Name))
            throw new RewritingException(Fault.Duplicate, "a rule of that name is registered", "Register each rule once; give each a name of its own.", rule.ToString());
        if (RuleList.Count == MaxRules)
            throw new RewritingException(Fault.Exhausted, $"a world has at most {MaxRules} rules", "Use fewer.", rule.ToString());
        lock (_ingressLock)
            _ruleNumbers.Add(rule, RuleList.Count);
        rule.Registered = new Registration(this, RuleList.Count);
        RuleList.Add(rule);
        _hasAffects.Add(rule.GetType().GetMethod(nameof(Rule.Affects))!.DeclaringType != typeof(Rule));
        TakeWaiting(rule);
        return rule;
    });

    /// <summary>Asks for a rule at a node in the next tick. From any thread, at any time, in any order; twice is once.</summary>
    /// <exception cref="RewritingException">The rule or warp is unknown, the node was never made, or is of another warp.</exception>
    /// <exception cref="ObjectDisposedException">The world is disposed.</exception>
    public void Enqueue(Rule rule, Warp warp, NodeId node)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RequireWarp(warp);
        if (node.Warp != warp.Id)
            throw new RewritingException(Fault.ForeignWarp, $"{node} is none of warp {warp.Name}", "Give the warp that holds the node.");
        if (node.Index >= warp.CommittedNodes)
            throw new RewritingException(Fault.UnknownNode, $"{node} does not exist", "Use ids that this world gave.");
        lock (_ingressLock)
            _ingress.Add(new AskedFor(warp.Id.Value, NumberOf(rule), node.Index >> 6, 1UL << (int)(node.Index & 63)));
    }

    /// <summary>Asks for a rule at every node of a warp in the next tick.</summary>
    /// <exception cref="RewritingException">The rule or warp is unknown.</exception>
    /// <exception cref="ObjectDisposedException">The world is disposed.</exception>
    public void EnqueueAll(Rule rule, Warp warp)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RequireWarp(warp);
        lock (_ingressLock)
        {
            var number = NumberOf(rule);
            for (uint page = 0; page < Sharding.PagesFor(warp.CommittedNodes); page++)
                _ingress.Add(new AskedFor(warp.Id.Value, number, page, ulong.MaxValue));
        }
    }

    /// <summary>
    /// Makes a rule run at every node of a warp where it matches, round after round. Matches are found at all nodes once, later near what has
    /// changed; see <see cref="Rule.Affects"/>. In a warp below a portal, also everywhere when the portal, or one above it, has changed; what else a rule reads
    /// there does not wake it.
    /// </summary>
    /// <exception cref="RewritingException">The rule or warp is unknown, or the world is busy.</exception>
    public void Activate(Rule rule, Warp warp) => WhileIdle(() =>
    {
        RequireWarp(warp);
        var number = NumberOf(rule);
        warp.Agenda.SetActive(number, isActive: true);
        for (uint page = 0; page < Sharding.PagesFor(warp.NextNode); page++)
            AddLive(warp, number, page, ulong.MaxValue);
        return warp;
    });

    /// <summary>Takes a rule from a warp's agenda: it is not active there any more, and what was asked for is forgotten.</summary>
    /// <exception cref="RewritingException">The rule or warp is unknown, or the world is busy.</exception>
    public void Deactivate(Rule rule, Warp warp) => WhileIdle(() =>
    {
        RequireWarp(warp);
        var number = NumberOf(rule);
        warp.Agenda.SetActive(number, isActive: false);
        warp.Agenda.Clear(number);
        Forget(warp, number);
        return warp;
    });

    internal bool HasAffects(int rule) => _hasAffects[rule];

    // Most rules are registered with one world.
    internal int NumberOf(Rule rule) => rule?.Registered is { } known && known.World == this ? known.Number : Find(rule);

    private int Find(Rule? rule) => rule is not null && _ruleNumbers.TryGetValue(rule, out var number)
        ? number
        : throw new RewritingException(Fault.UnknownRule, rule is null ? "the rule is null" : "it is not registered", "Register it with World.Register.", rule?.ToString());

    /// <summary>Puts back what a ledger says is still to be done.</summary>
    internal void Restore(string rule, uint warp, uint page, ulong nodes)
    {
        var number = RuleList.FindIndex(known => known.Name == rule);
        if (number >= 0)
        {
            AddLive(WarpList[(int)warp], number, page, nodes);
            return;
        }

        if (!_waitingForRule.TryGetValue(rule, out var waiting))
            _waitingForRule.Add(rule, waiting = []);
        waiting.Add((warp, page, nodes));
    }

    private void TakeWaiting(Rule rule)
    {
        if (!_waitingForRule.Remove(rule.Name, out var waiting))
            return;
        foreach (var (warp, page, nodes) in waiting)
            AddLive(WarpList[(int)warp], _ruleNumbers[rule], page, nodes);
    }

    // What was asked for until now goes on the agendas.
    private void Collect()
    {
        lock (_ingressLock)
            (_ingress, _collecting) = (_collecting, _ingress);
        foreach (var (warp, rule, page, nodes) in _collecting.Span)
        {
            // Another thread may have asked while a jump took the warp away.
            if (warp < WarpList.Count)
                AddLive(WarpList[(int)warp], rule, page, nodes);
        }

        _collecting.Clear();
    }

    private void Forget(Warp warp, int rule)
    {
        lock (_ingressLock)
        {
            var kept = 0;
            for (var k = 0; k < _ingress.Count; k++)
            {
                if (_ingress[k].Warp != warp.Id.Value || _ingress[k].Rule != rule)
                    _ingress[kept++] = _ingress[k];
            }

            _ingress.Count = kept;
        }
    }

    private static unsafe void AddLive(Warp warp, int rule, uint number, ulong nodes)
    {
        var page = warp.Nodes0.PageOf(number << 6);
        if (page != null)
            warp.Agenda.Add(rule, number, nodes & page->Live);
    }
}

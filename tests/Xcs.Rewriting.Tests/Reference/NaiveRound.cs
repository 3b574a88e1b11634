namespace Xcs.Rewriting.Tests;

/// <summary>One round of the reference: collect, order, admit, execute, merge.</summary>
internal sealed class NaiveRound
{
    private readonly NaiveWorld _world;
    private readonly int _number;
    private readonly List<(uint Warp, int Shard, uint Node, int Rule)> _candidates = [];
    private readonly List<(NaiveRewrite Rewrite, HashSet<NaiveClaim> Claims)> _admitted = [];
    private readonly Dictionary<(int Kind, Row Row, int Part), List<(int Rank, NaiveClaim Claim)>> _claimed = [];
    private readonly List<NaiveDelta> _deltas = [];

    public NaiveRound(NaiveWorld world, int number)
    {
        _world = world;
        _number = number;
        foreach (var warp in world.Warps)
            warp.BeginRound();
        foreach (var warp in world.Warps)
        {
            var view = new NaiveView(world, warp);
            foreach (var (rule, node) in warp.Agenda)
                _candidates.Add((warp.Id, NaiveHash.Shard(node), node, rule));
            foreach (var rule in warp.Active)
            {
                foreach (var node in warp.Nodes.Keys)
                {
                    if (!warp.Agenda.Contains((rule, node)) && world.Rules[rule].Match(view, new Row(warp.Id, node)))
                        _candidates.Add((warp.Id, NaiveHash.Shard(node), node, rule));
                }
            }
        }

        _candidates.Sort();
    }

    public bool HasCandidates => _candidates.Count > 0;

    /// <summary>Whether anything matched.</summary>
    public bool HasMatched { get; private set; }

    /// <summary>Gives how many were admitted.</summary>
    public int Run(List<NaiveRejection> rejected)
    {
        var next = _world.Warps.Select(static warp => (Node: (uint)warp.NextNode, Edge: (uint)warp.NextEdge)).ToArray();
        foreach (var (number, _, node, rule) in _candidates)
        {
            var warp = _world.Warps[(int)number];
            var view = new NaiveView(_world, warp);
            var scope = new Row(number, node);
            if (!warp.Nodes.ContainsKey(node) || !_world.Rules[rule].Match(view, scope))
            {
                warp.Agenda.Remove((rule, node));
                continue;
            }

            HasMatched = true;
            var footprint = new NaiveFootprint(_world, warp);
            _world.Rules[rule].Claim(view, scope, footprint);
            var rewrite = new NaiveRewrite(_world.Rules[rule].Name, scope);
            if (Blockers(footprint) is { Count: > 0 } blockers)
            {
                rejected.Add(new NaiveRejection(rewrite, _number, blockers));
                if (_world.Policy == 0)
                    warp.Agenda.Remove((rule, node));
                continue;
            }

            Admit(rewrite, footprint);
            var delta = new NaiveDelta(_world, warp, _admitted.Count - 1, next[number].Node, next[number].Edge);
            _world.Rules[rule].Execute(view, scope, delta);
            _deltas.Add(delta);
            next[number] = (next[number].Node + footprint.Nodes, next[number].Edge + footprint.Edges);
            warp.Agenda.Remove((rule, node));
        }

        for (var k = 0; k < next.Length; k++)
            (_world.Warps[k].NextNode, _world.Warps[k].NextEdge) = (next[k].Node, next[k].Edge);
        NaiveMerge.Apply(_world, _deltas);
        return _admitted.Count;
    }

    // For each claim that conflicts, the last admitted one that it conflicts with.
    private List<NaiveRewrite> Blockers(NaiveFootprint footprint)
    {
        var blockers = new SortedSet<int>();
        foreach (var claim in footprint.Claims)
        {
            var others = _claimed.GetValueOrDefault(claim.Thing, []);
            var last = others.FindLastIndex(other => other.Claim.Conflicts(claim));
            if (last >= 0)
                blockers.Add(others[last].Rank);
        }

        return [.. blockers.Select(rank => _admitted[rank].Rewrite)];
    }

    private void Admit(NaiveRewrite rewrite, NaiveFootprint footprint)
    {
        foreach (var claim in footprint.Claims)
        {
            if (!_claimed.TryGetValue(claim.Thing, out var list))
                _claimed.Add(claim.Thing, list = []);
            list.Add((_admitted.Count, claim));
        }

        _admitted.Add((rewrite, [.. footprint.Claims]));
    }
}

namespace Xcs.Rewriting;

/// <summary>The order in which the edges of a pattern are looked for: always from a node that is known.</summary>
internal sealed class PatternPlan
{
    private readonly Pattern _pattern;
    private readonly PatternStep[] _steps;
    private readonly Pattern.Condition[][] _conditions;
    private readonly PatternPlan[] _negatives;
    private readonly NodeType[] _types;

    public PatternPlan(Pattern pattern, string place)
    {
        _pattern = pattern;
        _types = [.. Enumerable.Range(0, pattern.NodeCount).Select(pattern.TypeOf)];
        _steps = Order(pattern, place);
        _conditions = [.. Enumerable.Range(0, pattern.NodeCount).Select(node => pattern.Conditions.Where(condition => condition.Node == node).ToArray())];
        _negatives = [.. pattern.Negatives.Select(negative => new PatternPlan(negative, place))];
        NodeCount = Math.Max(pattern.NodeCount, _negatives.Select(static plan => plan.NodeCount).DefaultIfEmpty().Max());
        EdgeCount = Math.Max(pattern.EdgeCount, _negatives.Select(static plan => plan.EdgeCount).DefaultIfEmpty().Max());
    }

    /// <summary>Room for bindings, those of what must not be there included.</summary>
    public int NodeCount { get; }

    public int EdgeCount { get; }

    public int OwnNodes => _types.Length;

    public int OwnEdges => _pattern.EdgeCount;

    /// <summary>Looks for the first match with the root at a node. With a footprint, names there all that the search reads.</summary>
    public bool Find(View view, NodeId root, Footprint? footprint, Span<NodeId> nodes, Span<Edge> edges) =>
        FindAll(view, root, footprint, nodes, edges, null);

    /// <summary>Looks for matches; each goes to a list, or the first one ends the search.</summary>
    public bool FindAll(View view, NodeId root, Footprint? footprint, Span<NodeId> nodes, Span<Edge> edges, List<PatternMatch>? matches)
    {
        nodes[0] = root;
        return Fits(view, root, 0, footprint) && Go(view, 0, footprint, nodes, edges, matches);
    }

    /// <summary>Adds the roots of matches that may have come, or gone, with a change of a node.</summary>
    public void AddRoots(View view, NodeId changed, Candidates candidates)
    {
        candidates.Add(changed);
        foreach (var step in _steps)
        {
            if (step.Binds)
                AddRootsFrom(view, step.Other, changed, candidates);
        }

        foreach (var negative in _negatives)
        {
            foreach (var step in negative._steps)
            {
                if (step.Binds)
                    negative.AddRootsFrom(view, step.Other, changed, candidates, this);
            }
        }
    }

    private void AddRootsFrom(View view, int node, NodeId at, Candidates candidates, PatternPlan? outer = null)
    {
        if (node == 0)
        {
            candidates.Add(at);
            return;
        }

        if (StepTo(node) is not { } step)
        {
            outer!.AddRootsFrom(view, node, at, candidates);
            return;
        }

        foreach (var edge in step.IsOut ? view.In(at, step.Type) : view.Out(at, step.Type))
            AddRootsFrom(view, step.Known, step.IsOut ? edge.From : edge.To, candidates, outer);
    }

    private PatternStep? StepTo(int node)
    {
        foreach (var step in _steps)
        {
            if (step.Binds && step.Other == node)
                return step;
        }

        return null;
    }

    // Names what the next check reads before it is made, so that the footprint also covers what failed.
    private bool Fits(View view, NodeId node, int number, Footprint? footprint)
    {
        footprint?.Read(node);
        if (_types[number] != default && view.TypeOf(node) != _types[number])
            return false;
        foreach (var condition in _conditions[number])
        {
            foreach (var attachment in footprint is null ? [] : condition.Reads)
                footprint!.Read(attachment, node);
            if (!condition.Holds(view, node))
                return false;
        }

        return true;
    }

    private bool Go(View view, int at, Footprint? footprint, Span<NodeId> nodes, Span<Edge> edges, List<PatternMatch>? matches)
    {
        if (at == _steps.Length)
            return IsAllowed(view, footprint, nodes, edges) && Take(nodes, edges, matches);
        var step = _steps[at];
        var known = nodes[step.Known];
        if (step.IsOut)
            footprint?.ReadOut(known);
        else
            footprint?.ReadIn(known);
        foreach (var edge in step.IsOut ? view.Out(known, step.Type) : view.In(known, step.Type))
        {
            var other = step.IsOut ? edge.To : edge.From;
            if (IsUsed(edge, at, edges))
                continue;
            if (step.Binds ? IsUsed(other, step.Other, at, nodes) || !Fits(view, other, step.Other, footprint) : other != nodes[step.Other])
                continue;
            nodes[step.Other] = other;
            edges[step.Edge] = edge;
            if (Go(view, at + 1, footprint, nodes, edges, matches))
                return true;
        }

        return false;
    }

    private static bool Take(Span<NodeId> nodes, Span<Edge> edges, List<PatternMatch>? matches)
    {
        if (matches is null)
            return true;
        matches.Add(new PatternMatch(nodes.ToArray(), edges.ToArray()));
        return false;
    }

    private bool IsAllowed(View view, Footprint? footprint, Span<NodeId> nodes, Span<Edge> edges)
    {
        foreach (var negative in _negatives)
        {
            if (negative.HoldsForOuter(view, footprint, nodes) && negative.Go(view, 0, footprint, nodes, edges, null))
                return false;
        }

        return true;
    }

    // A negative may ask more of the nodes that it shares.
    private bool HoldsForOuter(View view, Footprint? footprint, Span<NodeId> nodes)
    {
        for (var node = 0; node < _pattern.OuterNodes; node++)
        {
            if (_conditions[node].Length > 0 && !Fits(view, nodes[node], node, footprint))
                return false;
        }

        return true;
    }

    private bool IsUsed(NodeId node, int number, int at, Span<NodeId> nodes)
    {
        for (var k = 0; k < Math.Max(1, _pattern.OuterNodes); k++)
        {
            if (k != number && nodes[k] == node)
                return true;
        }

        for (var k = 0; k < at; k++)
        {
            if (_steps[k].Binds && nodes[_steps[k].Other] == node)
                return true;
        }

        return false;
    }

    private bool IsUsed(in Edge edge, int at, Span<Edge> edges)
    {
        for (var k = 0; k < at; k++)
        {
            if (edges[_steps[k].Edge].Id == edge.Id)
                return true;
        }

        return false;
    }

    private static PatternStep[] Order(Pattern pattern, string place)
    {
        var known = new bool[pattern.NodeCount];
        for (var k = 0; k < Math.Max(1, pattern.OuterNodes); k++)
            known[k] = true;
        var left = pattern.Edges.ToList();
        var steps = new List<PatternStep>();
        while (left.Count > 0)
        {
            var next = left.FindIndex(edge => known[edge.From] || known[edge.To]);
            if (next < 0)
                break;
            var edge = left[next];
            left.RemoveAt(next);
            var isOut = known[edge.From];
            var other = isOut ? edge.To : edge.From;
            steps.Add(new PatternStep(edge.Number, edge.Type, isOut ? edge.From : edge.To, other, isOut, !known[other]));
            known[other] = true;
        }

        var loose = Array.IndexOf(known, false);
        if (loose >= 0)
            throw new RewritingException(Fault.BadArgument, $"no edges join node {loose} of its pattern to the root", "Join every node by edges.", place);
        return [.. steps];
    }
}

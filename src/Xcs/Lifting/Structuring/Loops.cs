namespace Xcs.Lifting;

/// <summary>The natural loops of a reducible region: a header and the nodes from which it is reached again without leaving through it.</summary>
internal sealed class Loops
{
    private readonly Dictionary<int, HashSet<int>> _members = [];

    /// <param name="graph">The region's flow graph.</param>
    /// <param name="irreducible">Makes the exception for an edge that goes back into a loop past its header.</param>
    public Loops(RegionGraph graph, Func<BasicBlock, Exception> irreducible)
    {
        for (var node = 0; node < graph.Nodes.Count; node++)
            foreach (var successor in graph.Successors[node])
                if (successor <= node)
                {
                    if (!graph.Dominators.Dominates(successor, node))
                        throw irreducible(graph.Start(successor));
                    AddBackEdge(graph, node, successor);
                }
    }

    public bool IsHeader(int node) => _members.ContainsKey(node);

    /// <summary>Whether a node is in the loop with a header.</summary>
    public bool Contains(int header, int node) => _members[header].Contains(node);

    /// <summary>The outermost loop around one node that another is not in, by its header; -1 without.</summary>
    public int OutermostLeft(int from, int to)
    {
        foreach (var (header, members) in _members.OrderBy(loop => loop.Key))
            if (members.Contains(from) && !members.Contains(to))
                return header;
        return -1;
    }

    /// <summary>How many nodes outside a loop it goes on to.</summary>
    public int Exits(int header, RegionGraph graph) => _members[header].SelectMany(node => graph.Successors[node]).Where(n => !Contains(header, n)).Distinct().Count();

    private void AddBackEdge(RegionGraph graph, int node, int header)
    {
        if (!_members.TryGetValue(header, out var members))
            _members.Add(header, members = [header]);
        var open = new Stack<int>([node]);
        while (open.TryPop(out var next))
            if (members.Add(next))
                foreach (var predecessor in graph.Predecessors[next])
                    open.Push(predecessor);
    }
}

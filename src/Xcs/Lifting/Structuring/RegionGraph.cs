namespace Xcs.Lifting;

/// <summary>
/// The flow graph of one region. Its nodes, in reverse postorder, are the region's own blocks and, each as one node, the try statements
/// directly inside it.
/// </summary>
internal sealed class RegionGraph
{
    private readonly Region _region;
    private readonly TryExits _exits;
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);

    public RegionGraph(Region region, BasicBlock entry, TryExits exits)
    {
        _region = region;
        _exits = exits;
        Nodes = Postorder(NodeOf(entry)!);
        Nodes.Reverse();
        for (var i = 0; i < Nodes.Count; i++)
            _numbers.Add(Nodes[i], i);
        Predecessors = Nodes.ConvertAll(_ => new List<int>());
        Successors = Nodes.ConvertAll(node => Followers(node).Select(n => _numbers[n]).ToList());
        for (var i = 0; i < Nodes.Count; i++)
            foreach (var successor in Successors[i])
                Predecessors[successor].Add(i);
        Dominators = new(Predecessors);
    }

    /// <summary>Each a <see cref="BasicBlock"/> or a <see cref="TryBlock"/>.</summary>
    public List<object> Nodes { get; }

    public List<List<int>> Successors { get; }

    public List<List<int>> Predecessors { get; }

    public Dominators Dominators { get; }

    /// <summary>Where the code of a node begins.</summary>
    public BasicBlock Start(int node) => Nodes[node] as BasicBlock ?? _exits.Start((TryBlock)Nodes[node]);

    /// <summary>The node that a block belongs to; -1 where it lies outside the region.</summary>
    public int NumberOf(BasicBlock block) => NodeOf(block) is { } node ? _numbers[node] : -1;

    private object? NodeOf(BasicBlock block)
    {
        if (block.Region == _region)
            return block;
        for (var region = block.Region; region.Parent is not null; region = region.Parent)
            if (region.Parent == _region)
                return region.Owner;
        return null;
    }

    private List<object> Followers(object node)
    {
        var followers = new List<object>();
        foreach (var target in node is BasicBlock block ? block.Terminator!.Targets : _exits.Of((TryBlock)node))
            if (NodeOf(target) is { } follower && !followers.Contains(follower))
                followers.Add(follower);
        return followers;
    }

    // Without recursion: a method may be a long chain of blocks.
    private List<object> Postorder(object entry)
    {
        var finished = new List<object>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { entry };
        var open = new Stack<(object Node, List<object> Followers, int Next)>();
        open.Push((entry, Followers(entry), 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Followers.Count)
            {
                finished.Add(top.Node);
                continue;
            }
            open.Push(top with { Next = top.Next + 1 });
            // The last follower first: the first then comes first in reverse postorder.
            var follower = top.Followers[^(top.Next + 1)];
            if (seen.Add(follower))
                open.Push((follower, Followers(follower), 0));
        }
        return finished;
    }
}

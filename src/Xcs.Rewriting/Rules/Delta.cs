namespace Xcs.Rewriting;

/// <summary>
/// Takes the changes of one rewrite. Valid only during the call that it is given to, on its thread. Ids of new nodes and edges are final at once.
/// Writing the same row twice within one rewrite: the last write counts.
/// </summary>
public sealed unsafe partial class Delta
{
    private readonly World _world;
    private readonly Guard? _guard;
    private readonly bool _isSharded;
    private readonly List<OpBuckets?> _buckets = [];
    private OpBuckets _current = null!;
    private NativeList<byte>? _list;
    private int _shard;
    private Warp? _warp;
    private bool _isOpen;
    private Rule? _rule;
    private NodeId _scope;
    private uint _rank;
    private uint _firstNode;
    private uint _nextNode;
    private uint _endNode;
    private uint _firstEdge;
    private uint _nextEdge;
    private uint _endEdge;

    internal Delta(World world, Guard? guard, bool isSharded)
    {
        _world = world;
        _guard = guard;
        _isSharded = isSharded;
    }

    /// <summary>The warp that it changes.</summary>
    public WarpId Warp => Attached.Id;

    internal List<NewWarp> NewWarps { get; } = [];

    internal uint NextNode => _nextNode;

    internal uint NextEdge => _nextEdge;

    private Warp Attached => _isOpen ? _warp! : throw new RewritingException(
        Fault.Detached, "a delta is used after the call that it was given to", "Write inside the rule's call only.");

    private string Place => _rule is null ? $"edit of {_warp?.Name}" : $"rule {_rule.Name} at {_scope}";

    /// <summary>Makes a node.</summary>
    /// <exception cref="RewritingException">The type is unknown, or the footprint announces fewer nodes.</exception>
    public NodeId CreateNode(NodeType type)
    {
        if (type.Value == 0 || type.Value > _world.Schema.NodeTypeNames.Count)
            ThrowUndefined(type);
        if (_nextNode == _endNode)
            MoreNodes();
        var index = _nextNode++;
        Put(OpKind.PutNode, type.Value, index, Sharding.Of(index));
        return new NodeId(_warp!.Id, index);
    }

    /// <summary>Makes an edge.</summary>
    /// <exception cref="RewritingException">The type or an end is unknown, an end is of another warp, or the footprint announces fewer edges.</exception>
    public EdgeId CreateEdge(EdgeType type, NodeId from, NodeId to)
    {
        if (type.Value == 0 || type.Value > _world.Schema.EdgeTypeNames.Count)
            ThrowUndefined(type);
        RequireNode(from, Claims.LinkOut, "link out");
        RequireNode(to, Claims.LinkIn, "link in");
        if (_nextEdge == _endEdge)
            MoreEdges();
        var index = _nextEdge++;
        PutEdge(OpKind.PutEdge, type.Value, index, from.Index, to.Index);
        return new EdgeId(_warp!.Id, index);
    }

    /// <summary>Deletes a node that was there before the round, with its edges and attachments.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of another warp.</exception>
    public void Delete(NodeId node)
    {
        RequireOld(node);
        RequireNode(node, Claims.Write, "delete");
        foreach (var edge in EdgeList.Out(_warp!, node.Index, default))
            Delete(edge.Id);
        foreach (var edge in EdgeList.In(_warp!, node.Index, default))
            Delete(edge.Id);
        Put(OpKind.DropNode, 0, node.Index, Sharding.Of(node.Index));
        HasLinks = true;
    }

    /// <summary>Deletes an edge that was there before the round.</summary>
    /// <exception cref="RewritingException">The edge is unknown, or of another warp.</exception>
    public void Delete(EdgeId edge)
    {
        RequireWarp(edge.Warp);
        var edges = _warp!.Edges0;
        if (!edges.HasEdge(edge.Index))
            ThrowUnknown(edge);
        var (from, to) = (edges.Edge(edge.Index)->From, edges.Edge(edge.Index)->To);
        if (_guard is not null)
            CheckDelete(edge, new NodeId(edge.Warp, from), new NodeId(edge.Warp, to));
        Prefetch.Page(edges, edge.Index);
        PutEdge(OpKind.DropEdge, 0, edge.Index, from, to);
    }

    /// <summary>Changes the type of a node.</summary>
    /// <exception cref="RewritingException">The type or the node is unknown, or the node is of another warp.</exception>
    public void SetType(NodeId node, NodeType type)
    {
        if (type.Value == 0 || type.Value > _world.Schema.NodeTypeNames.Count)
            ThrowUndefined(type);
        RequireNode(node, Claims.Write, "retype");
        Put(OpKind.SetType, type.Value, node.Index, Sharding.Of(node.Index));
    }

    /// <summary>Asks for a rule at a node in the next round, or tick.</summary>
    /// <exception cref="RewritingException">The rule or the node is unknown, or the node is of another warp.</exception>
    public void Enqueue(Rule rule, NodeId node)
    {
        RequireWarp(node.Warp);
        if (!IsOwn(node))
        {
            if (!_warp!.Nodes0.HasNode(node.Index))
                ThrowUnknownCandidate(node);
            Prefetch.Edges(_warp, node.Index);
        }

        Put(OpKind.Enqueue, (ushort)_world.NumberOf(rule), node.Index, Sharding.Of(node.Index));
    }

    /// <summary>Makes a warp that hangs below a node. It exists after the round and can be written to from the next tick on.</summary>
    /// <exception cref="RewritingException">The name is empty, or the node is unknown or of another warp. If the name is taken, the tick fails.</exception>
    public void CreateWarp(string name, NodeId portal)
    {
        SchemaTable.RequireName(name, "warp");
        RequireNode(portal, Claims.Write | Claims.LinkOut | Claims.LinkIn, "portal");
        NewWarps.Add(new NewWarp(_rank, name, portal));
    }
}

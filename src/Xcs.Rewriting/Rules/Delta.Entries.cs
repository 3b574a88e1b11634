using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// How changes are kept until they are merged.
public sealed unsafe partial class Delta
{
    internal OpBuckets? BucketsOf(WarpId warp) => warp.Value < _buckets.Count ? _buckets[(int)warp.Value] : null;

    /// <summary>Whether some entry concerns other shards than that of its row.</summary>
    internal bool HasLinks { get; private set; }

    /// <summary>Whether ranks ascend.</summary>
    internal bool IsInOrder { get; private set; } = true;

    internal void Attach(Warp warp)
    {
        _warp = warp;
        while (_buckets.Count <= warp.Id.Value)
            _buckets.Add(null);
        _current = _buckets[(int)warp.Id.Value] ??= new OpBuckets();
        (_list, _shard) = (_isSharded ? null : _current.For(0), -1);
    }

    // The list that takes entries of a shard: mostly that of the entry before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private NativeList<byte> ListOf(int shard) => !_isSharded || _shard == shard ? _list! : Switch(shard);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private NativeList<byte> Switch(int shard)
    {
        _shard = shard;
        return _list = _current.For(shard);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin(Rule? rule, NodeId scope, uint rank, uint firstNode, uint newNodes, uint firstEdge, uint newEdges)
    {
        if (_rule != rule)
            _rule = rule;
        _scope = scope;
        _isOpen = true;
        IsInOrder &= rank >= _rank;
        _rank = rank;
        _firstNode = _nextNode = firstNode;
        _endNode = firstNode + newNodes;
        _firstEdge = _nextEdge = firstEdge;
        _endEdge = firstEdge + newEdges;
    }

    /// <summary>Takes no more changes of the rewrite.</summary>
    internal void End()
    {
        _isOpen = false;
        (_endNode, _endEdge) = (_nextNode, _nextEdge);
    }

    internal void Detach()
    {
        _warp = null;
        End();
    }

    /// <summary>Forgets all entries.</summary>
    internal void Clear()
    {
        foreach (var buckets in _buckets)
            buckets?.Clear();
        NewWarps.Clear();
        HasLinks = false;
        IsInOrder = true;
        _rank = 0;
    }

    /// <summary>Forgets the entries of a round that has one rewrite; they are in one list.</summary>
    internal void Restart() => _list!.Clear();

    private RewritingException Refuse(Fault fault, string rule, string mend) => new(fault, rule, mend, Place);

    // Methods of their own: what builds a message needs a frame that each call would have to clear.
    private void ThrowUnknown(NodeId node) =>
        throw Refuse(Fault.UnknownNode, $"{node} does not exist", "Write to nodes that the view shows, or that the rewrite has made.");

    private void ThrowUnknownCandidate(NodeId node) =>
        throw Refuse(Fault.UnknownNode, $"{node} does not exist", "Ask for nodes that the view shows.");

    private void ThrowUnknown(EdgeId edge) =>
        throw Refuse(Fault.UnknownEdge, $"{edge} does not exist", "Delete edges that the view shows.");

    private void ThrowUndefined(NodeType type) =>
        throw Refuse(Fault.UnknownType, $"node type {type.Value} is not defined", "Define it with World.NodeType.");

    private void ThrowUndefined(EdgeType type) =>
        throw Refuse(Fault.UnknownType, $"edge type {type.Value} is not defined", "Define it with World.EdgeType.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsOwn(NodeId node) => node.Index - _firstNode < _nextNode - _firstNode;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireWarp(WarpId id)
    {
        if (!_isOpen || id != _warp!.Id)
            ThrowForeign(id);
    }

    private void ThrowForeign(WarpId id)
    {
        var warp = Attached;
        if (id.Value >= _world.CommittedWarps)
            throw Refuse(Fault.NewWarp, $"it writes to {id}, which does not exist or was created in this tick", "Write to a new warp in the next tick.");
        throw Refuse(Fault.ForeignWarp, $"it writes to {id}, but runs in {warp.Id}", "Write in the rule's own warp; a rule in the other one can read up to this one.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireNode(NodeId node, uint claims, string what)
    {
        RequireWarp(node.Warp);
        if (IsOwn(node))
            return;
        if (!_warp!.Nodes0.HasNode(node.Index))
            ThrowUnknown(node);
        if (_guard is not null)
            CheckNode(node, claims, what);
    }

    private void CheckNode(NodeId node, uint claims, string what) =>
        _guard!.Access(_warp!.Nodes0.KeyOf(node.Index), claims, () => $"{what} of {node}");

    private void CheckDelete(EdgeId edge, NodeId from, NodeId to)
    {
        _guard!.Access(_warp!.Edges0.KeyOf(edge.Index), Claims.Write, () => $"delete {edge}");
        CheckNode(from, Claims.LinkOut, "link out");
        CheckNode(to, Claims.LinkIn, "link in");
    }

    private void CheckRow(ulong row, Attachment attachment, object owner) =>
        _guard!.Access(row, Claims.Write | Claims.Join, () => $"write {attachment.Name} of {owner}");

    private void RequireOld(NodeId node)
    {
        if (_isOpen && node.Warp == _warp!.Id && IsOwn(node))
            throw Refuse(Fault.UnknownNode, $"{node} is deleted by the rewrite that makes it", "Do not make it.");
    }

    private void MoreNodes()
    {
        _ = Attached;
        if (_rule is not null)
            throw Refuse(Fault.NotAnnounced, $"it makes more nodes than the {_endNode - _firstNode} that its footprint announces", "Announce them with Footprint.Create.");
        if (_endNode >= uint.MaxValue - 1)
            throw Refuse(Fault.Exhausted, "the warp has used up its node ids", "Make another warp.");
        _endNode++;
    }

    private void MoreEdges()
    {
        _ = Attached;
        if (_rule is not null)
            throw Refuse(Fault.NotAnnounced, $"it makes more edges than the {_endEdge - _firstEdge} that its footprint announces", "Announce them with Footprint.Create.");
        if (_endEdge >= uint.MaxValue - 1)
            throw Refuse(Fault.Exhausted, "the warp has used up its edge ids", "Make another warp.");
        _endEdge++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(OpKind kind, ushort number, uint index, int shard) =>
        *(Op*)ListOf(shard).Append(sizeof(Op)) = new Op { Rank = _rank, Index = index, Number = number, Kind = kind, Roles = OpRoles.All };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* PutRow(Attachment attachment, uint index, int size)
    {
        var op = new Op { Rank = _rank, Index = index, Number = (ushort)attachment.Table, Kind = OpKind.SetRow, Roles = OpRoles.All, Size = size };
        var start = ListOf(Sharding.Of(index)).Append(op.Stride);
        *(Op*)start = op;
        return start + sizeof(Op);
    }

    private void PutEdge(OpKind kind, ushort type, uint index, uint from, uint to)
    {
        var op = new Op { Rank = _rank, Index = index, Number = type, Kind = kind, Roles = OpRoles.All, From = from, To = to };
        if (!_isSharded)
        {
            *(Op*)_list!.Append(sizeof(Op)) = op;
            return;
        }

        HasLinks = true;
        var (row, first, second) = (Sharding.Of(index), Sharding.Of(from), Sharding.Of(to));
        PutEdgePart(op, row, OpRoles.Row | (first == row ? OpRoles.Out : 0) | (second == row ? OpRoles.In : 0));
        if (first != row)
            PutEdgePart(op, first, OpRoles.Out | (second == first ? OpRoles.In : 0));
        if (second != row && second != first)
            PutEdgePart(op, second, OpRoles.In);
    }

    private void PutEdgePart(Op op, int shard, OpRoles roles) => *(Op*)ListOf(shard).Append(sizeof(Op)) = op with { Roles = roles };
}

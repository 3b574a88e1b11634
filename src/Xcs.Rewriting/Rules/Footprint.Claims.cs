using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// What is collected, and what it is refused for.
public sealed unsafe partial class Footprint
{
    /// <summary>The claims of the rewrite.</summary>
    internal ReadOnlySpan<Claim> Rows => new(_claims.Data + _first, _claims.Count - _first);

    /// <summary>Claims kept of rewrites before.</summary>
    internal ReadOnlySpan<Claim> Kept => new(_claims.Data, _first);

    internal uint NewNodes { get; private set; }

    internal uint NewEdges { get; private set; }

    internal void Begin(Warp warp, Rule rule, NodeId scope, bool joins)
    {
        // Comparing is cheaper than writing a reference.
        if (_warp != warp)
            _warp = warp;
        if (_rule != rule)
            _rule = rule;
        _scope = scope;
        _joins = joins;
        _isOpen = true;
        _claims.Count = _first;
        NewNodes = NewEdges = 0;
    }

    /// <summary>Keeps the claims of the rewrite, in front of those of the next one; gives the number of the first.</summary>
    internal int Keep()
    {
        var first = _first;
        _first = _claims.Count;
        return first;
    }

    /// <summary>Keeps none.</summary>
    internal void Forget() => _claims.Count = _first = 0;

    /// <summary>Shows claims collected before to the guard.</summary>
    internal void Restore(Warp warp, Rule rule, NodeId scope, ReadOnlySpan<Claim> claims)
    {
        Begin(warp, rule, scope, _joins);
        _claims.Append(claims);
        End();
    }

    /// <summary>Takes no more claims.</summary>
    internal void End() => _isOpen = false;

    /// <summary>All claims on a row.</summary>
    internal uint MaskOf(ulong key)
    {
        var mask = 0U;
        foreach (ref readonly var claim in Rows)
        {
            if (claim.Key == key)
                mask |= claim.Mask;
        }

        return mask;
    }

    private string Place => _rule is null ? "footprint" : $"footprint of rule {_rule.Name} at {_scope}";

    private RewritingException Detached() =>
        new(Fault.Detached, "a footprint is used after the call that it was given to", "Use it inside Rule.Footprint only.", Place);

    // Methods of their own: what builds a message needs a frame that each call would have to clear.
    private void ThrowUnknown(NodeId node) =>
        throw new RewritingException(Fault.UnknownNode, $"it names {node}, which does not exist", "Name nodes that the view shows.", Place);

    private void ThrowUnknown(EdgeId edge) =>
        throw new RewritingException(Fault.UnknownEdge, $"it names {edge}, which does not exist", "Name edges that the view shows.", Place);

    private void ThrowNegative(int nodes, int edges) =>
        throw new RewritingException(Fault.BadArgument, $"it announces {nodes} nodes and {edges} edges", "Announce numbers from 0 on.", Place);

    private uint WriteOf(Attachment attachment) => _joins && attachment is { IsJoinable: true } ? Claims.Join : Claims.Write;

    private int PortBit(int port) => (uint)port < Claims.Ports
        ? Claims.FirstPort + (2 * port)
        : throw new RewritingException(Fault.BadArgument, $"there is no port {port}", $"Use 0 to {Claims.Ports - 1}.", Place);

    private void Add(NodeId node, uint mask)
    {
        var table = WarpOf(node.Warp, mask).Nodes0;
        if (!table.HasNode(node.Index))
            ThrowUnknown(node);
        Add(table, node.Index, mask);
    }

    private void Add(EdgeId edge, uint mask)
    {
        var table = WarpOf(edge.Warp, mask).Edges0;
        if (!table.HasEdge(edge.Index))
            ThrowUnknown(edge);
        Add(table, edge.Index, mask);
    }

    private void Add(Attachment attachment, NodeId owner, uint mask)
    {
        var warp = WarpOf(owner.Warp, mask);
        if (!warp.Nodes0.HasNode(owner.Index))
            ThrowUnknown(owner);
        Add(TableOf(warp, attachment, isOfEdges: false), owner.Index, mask);
    }

    private void Add(Attachment attachment, EdgeId owner, uint mask)
    {
        var warp = WarpOf(owner.Warp, mask);
        if (!warp.Edges0.HasEdge(owner.Index))
            ThrowUnknown(owner);
        Add(TableOf(warp, attachment, isOfEdges: true), owner.Index, mask);
    }

    private static Table TableOf(Warp warp, Attachment attachment, bool isOfEdges) => warp.World.TableOf(warp, attachment, isOfEdges);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Warp WarpOf(WarpId id, uint mask) => _isOpen && _warp!.Id == id ? _warp : OtherWarp(id, mask);

    private Warp OtherWarp(WarpId id, uint mask)
    {
        if (!_isOpen)
            throw Detached();
        const uint reads = Claims.Read | Claims.ReadOut | Claims.ReadIn | Claims.PortReads;
        for (var above = _warp!.Parent; above is not null; above = above.Parent)
        {
            if (above.Id == id && (mask & ~reads) == 0)
                return above;
        }

        throw new RewritingException(
            Fault.ForeignWarp, $"it names something of {id}, but the rule runs in {_warp.Id}", "Write in the rule's own warp; read there and in the warps above it.", Place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Table table, uint index, uint mask)
    {
        var key = table.Key | index;
        var first = _claims.Data;
        var end = first + _claims.Count;
        for (var claim = end - Math.Min(_claims.Count - _first, Remembered); claim < end; claim++)
        {
            if (claim->Key == key)
            {
                claim->Mask |= mask;
                return;
            }
        }

        _claims.Add(new Claim { Key = key, Mask = mask });
    }
}

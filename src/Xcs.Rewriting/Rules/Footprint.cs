using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>
/// Collects what a rewrite reads and writes. Writing a row allows reading it. Valid only during the call that it is given to. Rows of the rule's own warp;
/// reads may also be of the warps above it.
/// </summary>
public sealed unsafe class Footprint
{
    private const int Remembered = 8;

    private readonly NativeList<Claim> _claims = new();
    private int _first;
    private Warp? _warp;
    private Rule? _rule;
    private NodeId _scope;
    private bool _joins;
    private bool _isOpen;

    internal Footprint()
    {
    }

    /// <summary>The claims of the rewrite.</summary>
    internal ReadOnlySpan<Claim> Rows => new(_claims.Data + _first, _claims.Count - _first);

    /// <summary>Also those kept.</summary>
    internal ReadOnlySpan<Claim> AllRows => _claims.Span;

    internal uint NewNodes { get; private set; }

    internal uint NewEdges { get; private set; }

    /// <summary>Reads that a node exists, and its type.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of a warp that is not above.</exception>
    public void Read(NodeId node) => Add(node, Claims.Read);

    /// <summary>Changes the type of a node. To delete one, use <see cref="Delete(NodeId)"/>.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of another warp.</exception>
    public void Write(NodeId node) => Add(node, Claims.Write);

    /// <summary>Reads that an edge exists, its type and its ends.</summary>
    /// <exception cref="RewritingException">The edge is unknown, or of a warp that is not above.</exception>
    public void Read(EdgeId edge) => Add(edge, Claims.Read);

    /// <summary>Reads an attachment of a node, or that it has none.</summary>
    /// <exception cref="RewritingException">The attachment or the node is unknown, or of a warp that is not above.</exception>
    public void Read(Attachment attachment, NodeId owner) => Add(attachment, owner, Claims.Read);

    /// <summary>Reads an attachment of an edge, or that it has none.</summary>
    /// <exception cref="RewritingException">The attachment or the edge is unknown, or of a warp that is not above.</exception>
    public void Read(Attachment attachment, EdgeId owner) => Add(attachment, owner, Claims.Read);

    /// <summary>Sets or removes an attachment of a node.</summary>
    /// <exception cref="RewritingException">The attachment or the node is unknown, or of another warp.</exception>
    public void Write(Attachment attachment, NodeId owner) => Add(attachment, owner, WriteOf(attachment));

    /// <summary>Sets or removes an attachment of an edge.</summary>
    /// <exception cref="RewritingException">The attachment or the edge is unknown, or of another warp.</exception>
    public void Write(Attachment attachment, EdgeId owner) => Add(attachment, owner, WriteOf(attachment));

    /// <summary>Reads which edges leave a node, their types and ends.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of a warp that is not above.</exception>
    public void ReadOut(NodeId node) => Add(node, Claims.ReadOut);

    /// <summary>Reads which edges enter a node, their types and ends.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of a warp that is not above.</exception>
    public void ReadIn(NodeId node) => Add(node, Claims.ReadIn);

    /// <summary>Makes or deletes edges that leave a node.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of another warp.</exception>
    public void LinkOut(NodeId node) => Add(node, Claims.LinkOut);

    /// <summary>Makes or deletes edges that enter a node.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of another warp.</exception>
    public void LinkIn(NodeId node) => Add(node, Claims.LinkIn);

    /// <summary>Makes edges from one node to another.</summary>
    /// <exception cref="RewritingException">A node is unknown, or of another warp.</exception>
    public void Link(NodeId from, NodeId to)
    {
        Add(from, Claims.LinkOut);
        Add(to, Claims.LinkIn);
    }

    /// <summary>Deletes an edge.</summary>
    /// <exception cref="RewritingException">The edge is unknown, or of another warp.</exception>
    public void Delete(in Edge edge)
    {
        Add(edge.Id, Claims.Write);
        Link(edge.From, edge.To);
    }

    /// <summary>Deletes a node with all its edges and attachments.</summary>
    /// <exception cref="RewritingException">The node is unknown, or of another warp.</exception>
    public void Delete(NodeId node)
    {
        Add(node, Claims.Write | Claims.ReadOut | Claims.LinkOut | Claims.ReadIn | Claims.LinkIn);
        foreach (var edge in EdgeList.Out(_warp!, node.Index, default))
            Delete(edge);
        foreach (var edge in EdgeList.In(_warp!, node.Index, default))
            Delete(edge);
        foreach (var table in _warp!.Tables)
        {
            if (table.Shape.Attachment is { IsOfEdges: false } && table.IsLive(node.Index))
                Add(table, node.Index, Claims.Write);
        }
    }

    /// <summary>Reads a port: a thing of the user's own, such as the right to speak for a node.</summary>
    /// <param name="node">The node that has the port.</param>
    /// <param name="port">0 to 7.</param>
    /// <exception cref="RewritingException">The node is unknown, or of a warp that is not above; or there is no such port.</exception>
    public void ReadPort(NodeId node, int port) => Add(node, 1U << PortBit(port));

    /// <summary>Writes a port: conflicts with everybody else who reads or writes it.</summary>
    /// <param name="node">The node that has the port.</param>
    /// <param name="port">0 to 7.</param>
    /// <exception cref="RewritingException">The node is unknown, or of another warp; or there is no such port.</exception>
    public void WritePort(NodeId node, int port) => Add(node, 2U << PortBit(port));

    /// <summary>Announces how many nodes and edges the rewrite makes at most.</summary>
    /// <exception cref="RewritingException">A number is negative, or there are more than ids.</exception>
    public void Create(int nodes = 0, int edges = 0)
    {
        if (!_isOpen)
            throw Detached();
        if (nodes < 0 || edges < 0)
            ThrowNegative(nodes, edges);
        if (NewNodes + (ulong)nodes >= uint.MaxValue || NewEdges + (ulong)edges >= uint.MaxValue)
            throw new RewritingException(Fault.Exhausted, "it announces more than a warp has ids", "Announce fewer.", Place);
        NewNodes += (uint)nodes;
        NewEdges += (uint)edges;
    }

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
        const uint reads = Claims.Read | Claims.ReadOut | Claims.ReadIn | 0x555500;
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

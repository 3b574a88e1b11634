namespace Xcs.Rewriting;

/// <summary>
/// Collects what a rewrite reads and writes. Writing a row allows reading it. Valid only during the call that it is given to. Rows of the rule's own warp;
/// reads may also be of the warps above it.
/// </summary>
public sealed unsafe partial class Footprint
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
}

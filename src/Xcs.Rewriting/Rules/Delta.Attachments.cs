using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// Attachments.
public sealed unsafe partial class Delta
{
    /// <summary>Sets the value at a node. NaN and negative zero are made canonical.</summary>
    /// <exception cref="RewritingException">The attachment or the node is unknown, or of another warp.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(Attachment<T> attachment, NodeId owner, T value)
        where T : unmanaged
    {
        RequireOwner(attachment, owner);
        StructLayout<T>.Canonicalize(ref value);
        *(T*)PutRow(attachment, owner.Index, sizeof(T)) = value;
    }

    /// <summary>Sets the value at an edge. NaN and negative zero are made canonical.</summary>
    /// <exception cref="RewritingException">The attachment or the edge is unknown, or of another warp.</exception>
    public void Set<T>(Attachment<T> attachment, EdgeId owner, T value)
        where T : unmanaged
    {
        RequireOwner(attachment, owner);
        StructLayout<T>.Canonicalize(ref value);
        *(T*)PutRow(attachment, owner.Index, sizeof(T)) = value;
        PutChanged(owner);
    }

    /// <summary>Sets the byte string at a node.</summary>
    /// <exception cref="RewritingException">The attachment or the node is unknown, or of another warp.</exception>
    public void Set(BytesAttachment attachment, NodeId owner, ReadOnlySpan<byte> value)
    {
        RequireOwner(attachment, owner);
        value.CopyTo(new Span<byte>(PutRow(attachment, owner.Index, value.Length), value.Length));
    }

    /// <summary>Sets the byte string at an edge.</summary>
    /// <exception cref="RewritingException">The attachment or the edge is unknown, or of another warp.</exception>
    public void Set(BytesAttachment attachment, EdgeId owner, ReadOnlySpan<byte> value)
    {
        RequireOwner(attachment, owner);
        value.CopyTo(new Span<byte>(PutRow(attachment, owner.Index, value.Length), value.Length));
        PutChanged(owner);
    }

    /// <summary>Takes the value from a node; nothing happens where there is none.</summary>
    /// <exception cref="RewritingException">The attachment or the node is unknown, or of another warp.</exception>
    public void Remove(Attachment attachment, NodeId owner)
    {
        RequireOwner(attachment, owner);
        Put(OpKind.DropRow, (ushort)attachment.Table, owner.Index, Sharding.Of(owner.Index));
    }

    /// <summary>Takes the value from an edge; nothing happens where there is none.</summary>
    /// <exception cref="RewritingException">The attachment or the edge is unknown, or of another warp.</exception>
    public void Remove(Attachment attachment, EdgeId owner)
    {
        RequireOwner(attachment, owner);
        Put(OpKind.DropRow, (ushort)attachment.Table, owner.Index, Sharding.Of(owner.Index));
        PutChanged(owner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireOwner(Attachment attachment, NodeId owner)
    {
        RequireWarp(owner.Warp);
        var table = _world.TableOf(_warp!, attachment, isOfEdges: false);
        if (IsOwn(owner))
            return;
        if (!_warp!.Nodes0.HasNode(owner.Index))
            ThrowUnknown(owner);
        if (_guard is not null)
            CheckRow(table.KeyOf(owner.Index), attachment, owner);
    }

    private void RequireOwner(Attachment attachment, EdgeId owner)
    {
        RequireWarp(owner.Warp);
        var table = _world.TableOf(_warp!, attachment, isOfEdges: true);
        if (owner.Index - _firstEdge < _nextEdge - _firstEdge)
            return;
        if (!_warp!.Edges0.HasEdge(owner.Index))
            throw Refuse(Fault.UnknownEdge, $"{owner} does not exist", "Write to edges that the view shows, or that the rewrite has made.");
        if (_guard is not null)
            CheckRow(table.KeyOf(owner.Index), attachment, owner);
    }

    // Active rules look again at both ends of an edge whose attachment changes.
    private void PutChanged(EdgeId edge)
    {
        if (!_warp!.Agenda.HasActive || !_warp.Edges0.HasEdge(edge.Index))
            return;
        var ends = _warp.EdgeAt(edge.Index);
        Put(OpKind.Changed, 0, ends.From.Index, ends.From.Shard);
        Put(OpKind.Changed, 0, ends.To.Index, ends.To.Shard);
    }
}

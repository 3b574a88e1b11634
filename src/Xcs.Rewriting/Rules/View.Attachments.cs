using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// Attachments.
public sealed unsafe partial class View
{
    /// <summary>Whether a node has a value of an attachment.</summary>
    /// <exception cref="RewritingException">The attachment is not one of this world's nodes.</exception>
    public bool Has(Attachment attachment, NodeId owner) => Find(attachment, owner) != null;

    /// <summary>Whether an edge has a value of an attachment.</summary>
    /// <exception cref="RewritingException">The attachment is not one of this world's edges.</exception>
    public bool Has(Attachment attachment, EdgeId owner) => Find(attachment, owner) != null;

    /// <summary>The value at a node.</summary>
    /// <exception cref="RewritingException">There is none, or the attachment is not one of this world's nodes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get<T>(Attachment<T> attachment, NodeId owner)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        return row != null ? *(T*)row : throw NoValue(attachment, owner);
    }

    /// <summary>The value at an edge.</summary>
    /// <exception cref="RewritingException">There is none, or the attachment is not one of this world's edges.</exception>
    public T Get<T>(Attachment<T> attachment, EdgeId owner)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        return row != null ? *(T*)row : throw NoValue(attachment, owner);
    }

    /// <summary>The value at a node, or another one where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T GetOr<T>(Attachment<T> attachment, NodeId owner, T otherwise)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        return row != null ? *(T*)row : otherwise;
    }

    /// <summary>The value at an edge, or another one where there is none.</summary>
    public T GetOr<T>(Attachment<T> attachment, EdgeId owner, T otherwise)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        return row != null ? *(T*)row : otherwise;
    }

    /// <summary>The value at a node; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet<T>(Attachment<T> attachment, NodeId owner, out T value)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        value = row != null ? *(T*)row : default;
        return row != null;
    }

    /// <summary>The value at an edge; false where there is none.</summary>
    public bool TryGet<T>(Attachment<T> attachment, EdgeId owner, out T value)
        where T : unmanaged
    {
        var row = Find(attachment, owner);
        value = row != null ? *(T*)row : default;
        return row != null;
    }

    /// <summary>The byte string at a node; empty where there is none. Valid until the tick ends.</summary>
    public ReadOnlySpan<byte> GetBytes(BytesAttachment attachment, NodeId owner)
    {
        var row = (BytesRow*)Find(attachment, owner);
        return row == null ? default : row->Span;
    }

    /// <summary>The byte string at an edge; empty where there is none. Valid until the tick ends.</summary>
    public ReadOnlySpan<byte> GetBytes(BytesAttachment attachment, EdgeId owner)
    {
        var row = (BytesRow*)Find(attachment, owner);
        return row == null ? default : row->Span;
    }

    private static RewritingException NoValue(Attachment attachment, object owner) =>
        new(Fault.NoValue, $"{owner} has no {attachment.Name}", "Set one first, or use TryGet or GetOr.");

    // The row of a node's attachment; null where there is no value.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Find(Attachment attachment, NodeId owner)
    {
        if (owner.Warp != _id || _isChecked)
            return FindChecked(attachment, owner);
        var table = _world.TableOf(_warp!, attachment, isOfEdges: false);
        var page = table.PageOf(owner.Index);
        return Page.IsLive(page, owner.Index) ? table.Value(page, owner.Index) : null;
    }

    private byte* FindChecked(Attachment attachment, NodeId owner)
    {
        var warp = WarpOf(owner.Warp);
        var table = _world.TableOf(warp, attachment, isOfEdges: false);
        if (_guard is not null && owner.Index < warp.NextNode)
            CheckRow(table.KeyOf(owner.Index), attachment, owner);
        var page = table.PageOf(owner.Index);
        return Page.IsLive(page, owner.Index) ? table.Value(page, owner.Index) : null;
    }

    private void CheckRow(ulong row, Attachment attachment, object owner) =>
        _guard!.Access(row, Claims.Read | Claims.Write | Claims.Join, () => $"read {attachment.Name} of {owner}");

    private byte* Find(Attachment attachment, EdgeId owner)
    {
        var warp = WarpOf(owner.Warp);
        var table = _world.TableOf(warp, attachment, isOfEdges: true);
        if (_guard is not null && owner.Index < warp.NextEdge)
            CheckRow(table.KeyOf(owner.Index), attachment, owner);
        var page = table.PageOf(owner.Index);
        return Page.IsLive(page, owner.Index) ? table.Value(page, owner.Index) : null;
    }
}

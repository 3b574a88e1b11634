using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// Types, attachments, warps.
public sealed partial class World
{
    /// <summary>Defines a node type, or gives the one of that name.</summary>
    /// <exception cref="RewritingException">The name is empty, or the world is busy.</exception>
    public NodeType NodeType(string name) => WhileIdle(() => Schema.NodeType(name));

    /// <summary>Defines an edge type, or gives the one of that name.</summary>
    /// <exception cref="RewritingException">The name is empty, or the world is busy.</exception>
    public EdgeType EdgeType(string name) => WhileIdle(() => Schema.EdgeType(name));

    /// <summary>Defines an attachment of nodes, or gives the one of that name.</summary>
    /// <typeparam name="T">A struct without padding, pointers and native integers, at most 1024 bytes.</typeparam>
    /// <param name="name">Unique among attachments.</param>
    /// <param name="join">Joins what several rewrites write, with <see cref="ConflictPolicy.Join"/>.</param>
    /// <exception cref="RewritingException">The name is taken by another kind of attachment, the type is unfit, or the world is busy.</exception>
    public Attachment<T> NodeAttachment<T>(string name, JoinFunction<T>? join = null)
        where T : unmanaged => Struct(name, TableKind.NodeStructs, join);

    /// <summary>Defines an attachment of edges, or gives the one of that name.</summary>
    /// <inheritdoc cref="NodeAttachment{T}" path="/typeparam|/param|/exception"/>
    public Attachment<T> EdgeAttachment<T>(string name, JoinFunction<T>? join = null)
        where T : unmanaged => Struct(name, TableKind.EdgeStructs, join);

    /// <summary>Defines an attachment of nodes that is a byte string, or gives the one of that name.</summary>
    /// <exception cref="RewritingException">The name is taken by another kind of attachment, or the world is busy.</exception>
    public BytesAttachment NodeBytes(string name) => Bytes(name, TableKind.NodeBytes);

    /// <summary>Defines an attachment of edges that is a byte string, or gives the one of that name.</summary>
    /// <exception cref="RewritingException">The name is taken by another kind of attachment, or the world is busy.</exception>
    public BytesAttachment EdgeBytes(string name) => Bytes(name, TableKind.EdgeBytes);

    /// <summary>Makes a warp that stands by itself. It is part of the next commit.</summary>
    /// <exception cref="RewritingException">The name is empty or taken, or the world is busy.</exception>
    public Warp CreateWarp(string name) => WhileIdle(() => AddNewWarp(name, null));

    /// <summary>Makes a warp that hangs below a node of another one: its rules may read there. It is part of the next commit.</summary>
    /// <exception cref="RewritingException">The name is empty or taken, the node is unknown, or the world is busy.</exception>
    public Warp CreateWarp(string name, NodeId portal) => WhileIdle(() =>
    {
        RequireNode(portal);
        return AddNewWarp(name, portal);
    });

    /// <summary>The warp of a name.</summary>
    /// <exception cref="RewritingException">There is none.</exception>
    public Warp Warp(string name) => FindWarp(name) ?? throw new RewritingException(Fault.UnknownWarp, $"there is no warp {name}", "Make it with CreateWarp.");

    /// <summary>All tables of all warps, by the number in their keys.</summary>
    internal List<Table?> TablesByKey { get; } = [];

    internal Table NewTable(TableShape shape, WarpId warp)
    {
        var table = new Table(shape, warp, (uint)TablesByKey.Count);
        TablesByKey.Add(table);
        return table;
    }

    internal Warp? FindWarp(string name) => _warpsByName.GetValueOrDefault(name);

    internal Warp AddWarp(string name, NodeId? portal)
    {
        var warp = new Warp(this, new WarpId((uint)WarpList.Count), name, portal);
        WarpList.Add(warp);
        _warpsByName.Add(name, warp);
        return warp;
    }

    internal void RemoveWarps(int count)
    {
        while (WarpList.Count > count)
        {
            var warp = WarpList[^1];
            _warpsByName.Remove(warp.Name);
            WarpList.RemoveAt(WarpList.Count - 1);
            warp.Free();
        }
    }

    /// <summary>The table of an attachment, after a check that it is one of this world's for this kind of owner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Table TableOf(Warp warp, Attachment attachment, bool isOfEdges)
    {
        if (attachment is null || attachment.World != this || attachment.IsOfEdges != isOfEdges)
            ThrowWrong(attachment, isOfEdges);
        return warp.TableAt(attachment.Table);
    }

    [DoesNotReturn]
    private void ThrowWrong(Attachment? attachment, bool isOfEdges)
    {
        if (attachment is null)
            throw new RewritingException(Fault.BadArgument, "the attachment is null", "Give one that this world defines.");
        if (attachment.World != this)
            throw new RewritingException(Fault.WrongAttachment, "it belongs to another world", "Define it in this world.", attachment.ToString());
        throw new RewritingException(
            Fault.WrongAttachment, $"it is used with {(isOfEdges ? "an edge, but belongs to nodes" : "a node, but belongs to edges")}", "Define one for each kind of owner.", attachment.ToString());
    }

    private Attachment<T> Struct<T>(string name, TableKind kind, JoinFunction<T>? join)
        where T : unmanaged => WhileIdle(() =>
    {
        if (StructLayout<T>.Refusal is { } refusal)
            throw new RewritingException(Fault.UnfitPayload, refusal, "Use a struct of fixed-size numbers without gaps.", $"payload type {typeof(T).Name}");
        if (Find(name, kind) is not { } known)
            return Add(new Attachment<T>(this, name, kind, Schema.Shapes.Count, join));
        if (known is Attachment<T> same)
            return same;
        if (known is UntypedAttachment untyped && untyped.Layout == StructLayout<T>.Name)
            return Type(untyped, new Attachment<T>(this, name, kind, untyped.Table, join));
        throw new RewritingException(Fault.WrongAttachment, $"it is defined with another payload type, {known.Layout}", $"Use that one; {typeof(T).Name} is {StructLayout<T>.Name}.", known.ToString());
    });

    private BytesAttachment Bytes(string name, TableKind kind) =>
        WhileIdle(() => Find(name, kind) as BytesAttachment ?? Add(new BytesAttachment(this, name, kind, Schema.Shapes.Count)));

    private Attachment? Find(string name, TableKind kind)
    {
        SchemaTable.RequireName(name, "attachment");
        if (Schema.Find(name) is { } known && known.Kind != kind)
            throw new RewritingException(Fault.WrongAttachment, "the name is taken by an attachment of another kind", "Use another name.", known.ToString());
        return Schema.Find(name);
    }

    private T Add<T>(T attachment)
        where T : Attachment
    {
        Schema.Add(attachment);
        foreach (var warp in WarpList)
            warp.AddTables();
        return attachment;
    }

    // A replayed world knows the bytes of its payloads, not their types, until it is told.
    private Attachment<T> Type<T>(UntypedAttachment untyped, Attachment<T> attachment)
        where T : unmanaged
    {
        Schema.Replace(untyped, attachment);
        return attachment;
    }

    private Warp AddNewWarp(string name, NodeId? portal)
    {
        SchemaTable.RequireName(name, "warp");
        if (FindWarp(name) is not null)
            throw new RewritingException(Fault.Duplicate, "there is a warp of that name", "Give every warp a name of its own.", $"warp {name}");
        return AddWarp(name, portal);
    }

    private void RequireNode(NodeId node)
    {
        if (node.Warp.Value >= WarpList.Count)
            throw new RewritingException(Fault.UnknownWarp, $"{node.Warp} does not exist", "Use ids that this world gave.");
        if (!WarpList[(int)node.Warp.Value].Nodes0.HasNode(node.Index))
            throw new RewritingException(Fault.UnknownNode, $"{node} does not exist", "Use ids of nodes that live.");
    }

    private void RequireWarp(Warp warp)
    {
        if (warp is null || warp.World != this || warp.Id.Value >= WarpList.Count || WarpList[(int)warp.Id.Value] != warp)
            throw new RewritingException(Fault.UnknownWarp, warp is null ? "the warp is null" : $"warp {warp.Name} is none of this world's", "Use warps that this world made.");
    }

    private T WhileIdle<T>(Func<T> action)
    {
        Enter();
        try
        {
            return action();
        }
        finally
        {
            Leave();
        }
    }
}

using System.Runtime.InteropServices;

namespace Xcs.Rewriting.Tests;

/// <summary>An attachment of the engine whose values are bytes.</summary>
internal abstract class EngineSlot(Attachment attachment)
{
    public Attachment Attachment { get; } = attachment;

    public abstract byte[]? Get(View view, NodeId node);

    public abstract byte[]? Get(View view, EdgeId edge);

    public abstract void Set(Delta delta, NodeId node, byte[] value);

    public abstract void Set(Delta delta, EdgeId edge, byte[] value);
}

internal sealed class EngineSlot<T>(Attachment<T> attachment) : EngineSlot(attachment)
    where T : unmanaged
{
    public override byte[]? Get(View view, NodeId node) => view.TryGet(attachment, node, out var value) ? Bytes(value) : null;

    public override byte[]? Get(View view, EdgeId edge) => view.TryGet(attachment, edge, out var value) ? Bytes(value) : null;

    public override void Set(Delta delta, NodeId node, byte[] value) => delta.Set(attachment, node, MemoryMarshal.Read<T>(value));

    public override void Set(Delta delta, EdgeId edge, byte[] value) => delta.Set(attachment, edge, MemoryMarshal.Read<T>(value));

    private static byte[] Bytes(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}

internal sealed class EngineBytesSlot(BytesAttachment attachment) : EngineSlot(attachment)
{
    public override byte[]? Get(View view, NodeId node) => view.Has(attachment, node) ? view.GetBytes(attachment, node).ToArray() : null;

    public override byte[]? Get(View view, EdgeId edge) => view.Has(attachment, edge) ? view.GetBytes(attachment, edge).ToArray() : null;

    public override void Set(Delta delta, NodeId node, byte[] value) => delta.Set(attachment, node, value);

    public override void Set(Delta delta, EdgeId edge, byte[] value) => delta.Set(attachment, edge, value);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Xcs.Rewriting;

/// <summary>Writes the fields of what is hashed and kept, little-endian, one after the other.</summary>
internal readonly unsafe struct ByteWriter(NativeList<byte> target)
{
    private readonly NativeList<byte> _target = target;

    /// <summary>Begins anew, with a tag.</summary>
    public ByteWriter(NativeList<byte> target, ulong tag)
        : this(target)
    {
        target.Clear();
        Write(tag);
    }

    public int Count => _target.Count;

    public void Write<T>(T value)
        where T : unmanaged => Unsafe.WriteUnaligned(_target.Append(sizeof(T)), value);

    public void Write(Digest digest) => _target.Append(digest.Span);

    public void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write((uint)length);
        Encoding.UTF8.GetBytes(text, new Span<byte>(_target.Append(length), length));
    }

    public void Write(ReadOnlySpan<byte> bytes) => _target.Append(bytes);

    public void Patch(int at, uint value) => Unsafe.WriteUnaligned(_target.Data + at, value);

    public Digest Hash() => Sha.Hash(_target.Span);
}

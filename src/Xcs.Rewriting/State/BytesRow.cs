using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>A byte string in native memory.</summary>
internal unsafe struct BytesRow
{
    public byte* Start;
    public long Length;

    public readonly ReadOnlySpan<byte> Span => new(Start, (int)Length);

    public static BytesRow Copy(ReadOnlySpan<byte> bytes)
    {
        var row = new BytesRow { Start = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, bytes.Length)), Length = bytes.Length };
        bytes.CopyTo(new Span<byte>(row.Start, bytes.Length));
        return row;
    }

    public static void Free(BytesRow row) => NativeMemory.Free(row.Start);
}

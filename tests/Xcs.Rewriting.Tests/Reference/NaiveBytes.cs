using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Xcs.Rewriting.Tests;

/// <summary>Little-endian fields, one after the other.</summary>
internal sealed class NaiveBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public int Count => _bytes.WrittenCount;

    public NaiveBytes Tag(byte first, byte second = 0, uint last = 0) => U8(first).U8(second).U16(0).U32(last);

    public NaiveBytes U8(int value) => Raw([(byte)value]);

    public NaiveBytes U16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(2), (ushort)value);
        _bytes.Advance(2);
        return this;
    }

    public NaiveBytes U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    public NaiveBytes U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    public NaiveBytes Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public NaiveBytes Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return U32((uint)bytes.Length).Raw(bytes);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public byte[] Hash() => SHA256.HashData(_bytes.WrittenSpan);
}

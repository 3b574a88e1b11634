using System.Security.Cryptography;
using System.Text;

namespace Xcs.Rewriting.Tests;

/// <summary>Little-endian fields, one after the other.</summary>
internal sealed class NaiveBytes
{
    private readonly List<byte> _bytes = [];

    public int Count => _bytes.Count;

    public NaiveBytes Tag(byte first, byte second = 0, uint last = 0) => U8(first).U8(second).U16(0).U32(last);

    public NaiveBytes U8(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public NaiveBytes U16(int value) => U8(value & 255).U8(value >> 8);

    public NaiveBytes U32(uint value) => U16((int)(value & 65535)).U16((int)(value >> 16));

    public NaiveBytes U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    public NaiveBytes Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public NaiveBytes Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return U32((uint)bytes.Length).Raw(bytes);
    }

    public byte[] ToArray() => [.. _bytes];

    public byte[] Hash() => SHA256.HashData(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes));
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace RewritingExamples;

/// <summary>A PNG file with a palette; see www.w3.org/TR/png.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Pixels">Row by row, a number of a colour each.</param>
/// <param name="Colours">0xRRGGBB, at most 256.</param>
public sealed record Picture(int Width, byte[] Pixels, int[] Colours)
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public void Save(string path)
    {
        using var file = File.Create(path);
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Pixels.Length / Width);
        (header[8], header[9]) = (8, 3);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, [.. Colours.SelectMany(static colour => new[] { (byte)(colour >> 16), (byte)(colour >> 8), (byte)colour })]);
        WriteChunk(file, "IDAT"u8, Compress());
        WriteChunk(file, "IEND"u8, []);
    }

    // A row begins with the number of its filter: none.
    private byte[] Compress()
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.SmallestSize))
        {
            for (var at = 0; at < Pixels.Length; at += Width)
            {
                zlib.WriteByte(0);
                zlib.Write(Pixels, at, Width);
            }
        }

        return bytes.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum([.. type, .. data]));
        file.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }

        return ~crc;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Xcs.Rewriting;

/// <summary>Reads what <see cref="ByteWriter"/> writes; reading beyond the end is a damaged ledger.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    public Digest ReadDigest() => new(Take(Digest.Size));

    public string ReadName() => Encoding.UTF8.GetString(Take(ReadCount()));

    public int ReadCount()
    {
        var count = Read<uint>();
        return count <= int.MaxValue ? (int)count : throw Short();
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position)
            throw Short();
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private readonly LedgerException Short() => new($"an entry ends early, at byte {Position} of {_bytes.Length}", "Use a copy of the ledger that is whole.");
}

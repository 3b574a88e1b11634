using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Xcs.Rewriting;

/// <summary>An entry in native memory, as it lies in files: length u32, its complement u32, payload, SHA-256 over all of it.</summary>
internal readonly unsafe struct LedgerEntry
{
    public const int HeadSize = 2 * sizeof(uint);

    private readonly byte* _start;

    private LedgerEntry(byte* start, ulong tick, int parent, Digest commit)
    {
        _start = start;
        Tick = tick;
        Parent = parent;
        Commit = commit;
    }

    public ulong Tick { get; }

    /// <summary>The number of the entry before it, or -1.</summary>
    public int Parent { get; }

    public Digest Commit { get; }

    public ReadOnlySpan<byte> Span => new(_start + HeadSize, Length);

    public ReadOnlySpan<byte> Framed => new(_start, HeadSize + Length + Digest.Size);

    private int Length => *(int*)_start;

    public static LedgerEntry Make(ReadOnlySpan<byte> payload, ulong tick, int parent, Digest commit)
    {
        var start = (byte*)NativeMemory.Alloc((nuint)(HeadSize + payload.Length + Digest.Size));
        *(uint*)start = (uint)payload.Length;
        *(uint*)(start + sizeof(uint)) = ~(uint)payload.Length;
        payload.CopyTo(new Span<byte>(start + HeadSize, payload.Length));
        SHA256.HashData(new ReadOnlySpan<byte>(start, HeadSize + payload.Length), new Span<byte>(start + HeadSize + payload.Length, Digest.Size));
        return new LedgerEntry(start, tick, parent, commit);
    }

    public void Free() => NativeMemory.Free(_start);
}

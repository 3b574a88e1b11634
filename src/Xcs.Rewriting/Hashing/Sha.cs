using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Xcs.Rewriting;

/// <summary>SHA-256 over native memory.</summary>
internal static unsafe class Sha
{
    public static void Hash(byte* data, int length, byte* digest) =>
        SHA256.HashData(new ReadOnlySpan<byte>(data, length), new Span<byte>(digest, Digest.Size));

    [SkipLocalsInit]
    public static Digest Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Digest.Size];
        SHA256.HashData(data, digest);
        return new Digest(digest);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>A SHA-256 hash, by value. The default is that of nothing: 32 zero bytes.</summary>
public readonly struct Digest : IEquatable<Digest>
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    private readonly Bytes _bytes;

    internal Digest(ReadOnlySpan<byte> bytes) => bytes[..Size].CopyTo(_bytes);

    /// <summary>Whether it is that of nothing.</summary>
    public bool IsZero => this == default;

    /// <summary>The 32 bytes.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Bytes, byte>(ref Unsafe.AsRef(in _bytes)), Size);

    /// <summary>Whether two digests are the same.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Whether two digests differ.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Digest Parse(string text)
    {
        var bytes = Convert.FromHexString(text);
        return bytes.Length == Size ? new Digest(bytes) : throw new FormatException($"A digest has {2 * Size} hexadecimal digits, this text has {text.Length}.");
    }

    /// <inheritdoc/>
    public bool Equals(Digest other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}

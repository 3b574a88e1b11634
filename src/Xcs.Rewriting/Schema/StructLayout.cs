using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>The fields of an attachment struct: its name for the schema, and its floating point fields, which are made canonical.</summary>
internal static class StructLayout<T>
    where T : unmanaged
{
    private const int MaxSize = 1024;

    private static readonly (int Offset, int Size)[] Floats;
    private static readonly bool HasFloats;

    static StructLayout()
    {
        var (fields, refusal) = StructFields.Read(typeof(T));
        var bytes = fields.Sum(static field => field.Size);
        if (refusal is null && bytes != Unsafe.SizeOf<T>())
            refusal = "it has padding, whose bytes are of no value and would be hashed";
        if (refusal is null && bytes > MaxSize)
            refusal = $"it has {bytes} bytes, more than {MaxSize}";
        Refusal = refusal;
        Name = string.Join(',', fields.Select(static field => $"{field.Code}{field.Size}"));
        Floats = [.. fields.Where(static field => field.Code == 'f').Select(static field => (field.Offset, field.Size))];
        HasFloats = Floats.Length > 0;
    }

    /// <summary>Why the type cannot be an attachment; null where it can.</summary>
    public static string? Refusal { get; }

    /// <summary>The fields, such as <c>i4,f8</c>.</summary>
    public static string Name { get; }

    /// <summary>One form for every NaN, and no negative zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Canonicalize(ref T value)
    {
        if (HasFloats)
            CanonicalizeFields(ref Unsafe.As<T, byte>(ref value));
    }

    private static void CanonicalizeFields(ref byte start)
    {
        foreach (var (offset, size) in Floats)
        {
            ref var field = ref Unsafe.Add(ref start, offset);
            if (size == sizeof(double))
                Unsafe.WriteUnaligned(ref field, CanonicalFloats.Of(Unsafe.ReadUnaligned<double>(ref field)));
            else if (size == sizeof(float))
                Unsafe.WriteUnaligned(ref field, CanonicalFloats.Of(Unsafe.ReadUnaligned<float>(ref field)));
            else
                Unsafe.WriteUnaligned(ref field, CanonicalFloats.Of(Unsafe.ReadUnaligned<Half>(ref field)));
        }
    }
}

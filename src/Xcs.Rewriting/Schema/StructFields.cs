using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>The primitive fields of a struct, in the order of their offsets.</summary>
internal static class StructFields
{
    public readonly record struct Field(char Code, int Offset, int Size);

    public static (IReadOnlyList<Field> Fields, string? Refusal) Read(Type type)
    {
        var fields = new List<Field>();
        var refusal = Add(type, 0, fields);
        fields.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        for (var k = 1; refusal is null && k < fields.Count; k++)
        {
            if (fields[k].Offset < fields[k - 1].Offset + fields[k - 1].Size)
                refusal = "its fields overlap";
        }

        return (fields, refusal);
    }

    private static string? Add(Type type, int offset, List<Field> fields)
    {
        if (type.IsEnum)
            type = Enum.GetUnderlyingType(type);
        if (CodeOf(type) is { } code)
        {
            fields.Add(new Field(code, offset, SizeOf(type)));
            return null;
        }

        if (type.IsPointer || type.IsFunctionPointer || type.IsPrimitive)
            return $"{type.Name} differs from machine to machine";
        var members = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var repeat = type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? FixedLength(type, members);
        var stride = repeat == 1 ? 0 : SizeOf(type) / repeat;
        for (var k = 0; k < repeat; k++)
        {
            foreach (var member in members)
            {
                if (Add(member.FieldType, offset + OffsetOf(type, member) + (k * stride), fields) is { } refusal)
                    return refusal;
            }
        }

        return null;
    }

    private static char? CodeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => 'b',
        TypeCode.Char or TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => 'u',
        TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => 'i',
        TypeCode.Single or TypeCode.Double => 'f',
        _ when type == typeof(Half) => 'f',
        _ => null,
    };

    // A fixed buffer is a struct with one field and a size that is a multiple of it.
    private static int FixedLength(Type type, FieldInfo[] members) =>
        members.Length == 1 && type.IsDefined(typeof(UnsafeValueTypeAttribute), false) ? SizeOf(type) / SizeOf(members[0].FieldType) : 1;

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    // The managed layout, which Marshal.OffsetOf does not give: compare addresses inside a boxed value.
    private static int OffsetOf(Type type, FieldInfo field) =>
        (int)typeof(StructFields).GetMethod(nameof(Measure), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [field])!;

    private static int Measure<T>(FieldInfo field)
        where T : unmanaged
    {
        // The field's value is set to ones by way of its bytes: the first byte that changes is where it lies.
        var size = Unsafe.SizeOf<T>();
        var ones = Ones(field.FieldType);
        object boxed = default(T);
        field.SetValue(boxed, ones);
        var value = (T)boxed;
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
        for (var k = 0; k < size; k++)
        {
            if (bytes[k] != 0)
                return k;
        }

        return 0;
    }

    private static object Ones(Type type) =>
        typeof(StructFields).GetMethod(nameof(MakeOnes), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static object MakeOnes<T>()
        where T : unmanaged
    {
        var value = default(T);
        MemoryMarshal.AsBytes(new Span<T>(ref value)).Fill(1);
        return value;
    }
}

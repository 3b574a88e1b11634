using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Lifting;

namespace Xcs.Kernels.Programs;

/// <summary>A part of a struct.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Type">Its type.</param>
/// <param name="Offset">Where it starts, in bytes.</param>
internal sealed record StructField(string Name, Type Type, int Offset);

/// <summary>The types of a kernel.</summary>
internal static class KernelTypes
{
    public const string Mend = "Use int, uint, long, ulong, float, double, Half, bool, byte or structs of them.";

    private static readonly HashSet<Type> Numbers =
        [typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(Half), typeof(bool), typeof(byte)];

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<StructField>> Structs = new()
    {
        [typeof(Tile)] = [new("size", typeof(int), 0)],
        [typeof(CoalescedGroup)] = [new("mask", typeof(ulong), 0)],
    };

    /// <summary>Whether a type is a number of a kernel, which counts bool in.</summary>
    public static bool IsNumber(Type type) => Numbers.Contains(type);

    /// <summary>Whether warps and atomics work on a type.</summary>
    public static bool IsWide(Type type) => IsNumber(type) && type != typeof(Half) && type != typeof(bool) && type != typeof(byte);

    public static bool IsInteger(Type type) => type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong) || type == typeof(byte);

    /// <summary>What a type is computed as: an enum as its number.</summary>
    public static Type Canonical(Type type) => type.IsEnum ? type.GetEnumUnderlyingType() : type;

    /// <summary>Whether a type is a struct whose parts are all numbers of a kernel, at any depth. It may have none.</summary>
    public static bool IsStruct(Type type) => type is { IsValueType: true, IsPrimitive: false, IsEnum: false, IsByRefLike: false } && !IsNumber(type) && !type.ContainsGenericParameters
        && !IsHandle(type) && type != typeof(decimal) && FieldsOf(type) is var fields && (fields.Count > 0 || IsEmpty(type))
        && fields.All(f => IsNumber(Canonical(f.Type)) || IsStruct(f.Type)) && !HasHiddenParts(type, fields);

    /// <summary>The fields of a struct, in their order.</summary>
    public static IReadOnlyList<StructField> FieldsOf(Type type) => Structs.GetOrAdd(type, static type =>
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(f => f.MetadataToken);
        return RuntimeHelpers.IsReferenceOrContainsReferencesOf(type) ? [] : [.. fields.Select(f => new StructField(f.Name, f.FieldType, (int)FieldAddress.Offset(f)))];
    });

    public static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>The bits of a number, widened with zeros.</summary>
    public static ulong ReadBits(ref byte place, Type type) => SizeOfNumber(type) switch
    {
        1 => place,
        2 => Unsafe.ReadUnaligned<ushort>(ref place),
        4 => Unsafe.ReadUnaligned<uint>(ref place),
        _ => Unsafe.ReadUnaligned<ulong>(ref place),
    };

    /// <summary>Writes the bits of a number.</summary>
    public static void WriteBits(ref byte place, Type type, ulong bits)
    {
        switch (SizeOfNumber(type))
        {
            case 1:
                place = (byte)bits;
                break;
            case 2:
                Unsafe.WriteUnaligned(ref place, (ushort)bits);
                break;
            case 4:
                Unsafe.WriteUnaligned(ref place, (uint)bits);
                break;
            default:
                Unsafe.WriteUnaligned(ref place, bits);
                break;
        }
    }

    public static int SizeOfNumber(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte => 1,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => 2,
    };

    public static bool IsHandle(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(SharedArray<>) || type.GetGenericTypeDefinition() == typeof(LocalArray<>));

    private static bool IsEmpty(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length == 0;

    // Inline arrays and fixed buffers have elements that are no fields, and the fields of unions lie in each other.
    private static bool HasHiddenParts(Type type, IReadOnlyList<StructField> fields) => type.IsDefined(typeof(InlineArrayAttribute), inherit: false)
        || type.IsDefined(typeof(UnsafeValueTypeAttribute), inherit: false)
        || fields.OrderBy(f => f.Offset).Zip(fields.OrderBy(f => f.Offset).Skip(1)).Any(pair => pair.First.Offset + SizeOf(pair.First.Type) > pair.Second.Offset);

    extension(RuntimeHelpers)
    {
        private static bool IsReferenceOrContainsReferencesOf(Type type) =>
            (bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>Structs whose fields are all numbers, such as vectors and matrices: any bits are a value of them.</summary>
internal static class InputVectors
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Func<InputGenerator, object?>? Maker(Type type)
    {
        if (!IsNumeric(type))
            return null;
        if (type.IsGenericType)
            return type.GetGenericArguments() is [{ IsPrimitive: true } element] && InputTypes.Maker(element) is { } maker ? g => Filled(g, type, element, maker) : null;

        var fields = type.GetFields(AllFields);
        return g =>
        {
            var value = RuntimeHelpers.GetUninitializedObject(type);
            foreach (var field in fields)
                field.SetValue(value, InputTypes.Maker(field.FieldType)!(g));
            return value;
        };
    }

    /// <summary>The elements of a Vector128&lt;T&gt; or its like, whose fields say nothing about T.</summary>
    public static Array Elements(object vector)
    {
        var element = vector.GetType().GetGenericArguments()[0];
        var bytes = Bytes(vector);
        var elements = Array.CreateInstance(element, bytes.Length / Marshal.SizeOf(element));
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(elements), bytes.Length));
        return elements;
    }

    private static object Filled(InputGenerator g, Type type, Type element, Func<InputGenerator, object?> maker)
    {
        var vector = RuntimeHelpers.GetUninitializedObject(type);
        var bytes = Bytes(vector);
        var elements = Array.CreateInstance(element, bytes.Length / Marshal.SizeOf(element));
        for (var k = 0; k < elements.Length; k++)
            elements.SetValue(maker(g), k);
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(elements), bytes.Length).CopyTo(bytes);
        return vector;
    }

    private static Span<byte> Bytes(object boxed)
    {
        var size = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(boxed.GetType()).Invoke(null, null)!;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<StrongBox<byte>>(boxed).Value, size);
    }

    private static bool IsNumeric(Type type) =>
        (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) ||
        (type.IsValueType && type.Namespace is "System.Numerics" or "System.Runtime.Intrinsics" &&
         type.GetFields(AllFields) is { Length: > 0 } fields && fields.All(static field => IsNumeric(field.FieldType)));
}

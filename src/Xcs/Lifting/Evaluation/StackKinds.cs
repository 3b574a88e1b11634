namespace Xcs.Lifting;

/// <summary>Which types are of which kind.</summary>
internal static class StackKinds
{
    public static StackKind Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16
            or TypeCode.Int32 or TypeCode.UInt32 => StackKind.Int32,
        TypeCode.Int64 or TypeCode.UInt64 => StackKind.Int64,
        TypeCode.Single => StackKind.Single,
        TypeCode.Double => StackKind.Double,
        _ when type == typeof(nint) || type == typeof(nuint) || type.IsPointer || type.IsFunctionPointer => StackKind.Int64,
        _ => type.IsValueType ? StackKind.Value : StackKind.Object,
    };

    /// <summary>The type of a variable that holds a local, an argument or a result of a type: pointers are numbers, references are <see cref="ByRef{T}"/>.</summary>
    public static Type Representation(Type type)
    {
        if (type.IsByRef)
            return ByRef.TypeOf(type.GetElementType()!);
        return type.IsPointer || type.IsFunctionPointer ? typeof(long) : type;
    }

    /// <summary>Whether values of a type are never negative when the stack widens them to 32 bits.</summary>
    public static bool IsZeroExtended(Type type) =>
        Type.GetTypeCode(type) is TypeCode.Boolean or TypeCode.Char or TypeCode.Byte or TypeCode.UInt16;

    /// <summary>How many bytes a number takes.</summary>
    public static int SizeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.SByte or TypeCode.Byte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        _ => 8,
    };
}

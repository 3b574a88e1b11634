using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>The type of a stack entry where ways meet (ECMA-335, III.1.8.1.3). Constants adapt: 1 may be a boolean, null any class.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsConstant">Whether only constants were seen so far.</param>
/// <param name="Lowest">The lowest of them.</param>
/// <param name="Highest">The highest of them.</param>
internal readonly record struct SlotType(Type Type, bool IsConstant, int Lowest = 0, int Highest = 0)
{
    public static SlotType Of(Expression value) => value switch
    {
        ConstantExpression { Value: int number } => new(value.Type, true, number, number),
        ConstantExpression { Value: null } => new(value.Type, true),
        _ => new(value.Type, false),
    };

    public SlotType Merge(Expression value)
    {
        var other = Of(value);
        if (IsConstant && other.IsConstant && other.Type == Type)
            return this with { Lowest = Math.Min(Lowest, other.Lowest), Highest = Math.Max(Highest, other.Highest) };
        if (other.Type == Type)
            return new(Type, false);
        if (IsConstant && Adapts(other.Type))
            return other;
        return other.IsConstant && other.Adapts(Type) ? this : new(Common(Type, other.Type), false);
    }

    private bool Adapts(Type type) => StackKinds.Of(Type) switch
    {
        StackKind.Object => StackKinds.Of(type) == StackKind.Object,
        StackKind.Int32 when StackKinds.Of(type) == StackKind.Int32 => Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => IsWithin(0, 1),
            TypeCode.SByte => IsWithin(sbyte.MinValue, sbyte.MaxValue),
            TypeCode.Byte => IsWithin(byte.MinValue, byte.MaxValue),
            TypeCode.Int16 => IsWithin(short.MinValue, short.MaxValue),
            TypeCode.Char or TypeCode.UInt16 => IsWithin(ushort.MinValue, ushort.MaxValue),
            _ => true,
        },
        _ => false,
    };

    private bool IsWithin(int lowest, int highest) => lowest <= Lowest && Highest <= highest;

    private static Type Common(Type one, Type other)
    {
        switch (StackKinds.Of(one), StackKinds.Of(other))
        {
            case (StackKind.Object, StackKind.Object):
                if (one.IsAssignableFrom(other))
                    return one;
                return other.IsAssignableFrom(one) ? other : typeof(object);
            case (StackKind.Int32, StackKind.Int32):
                return typeof(int);
            case (StackKind.Single or StackKind.Double, StackKind.Single or StackKind.Double):
                return typeof(double);
            case (StackKind.Int32 or StackKind.Int64, StackKind.Int32 or StackKind.Int64):
                return typeof(long);
            default:
                throw new NotSupportedException($"a {one} where ways meet with a {other}");
        }
    }
}

using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>The type of a stack entry where ways meet (ECMA-335, III.1.8.1.3). Constants adapt: 1 may be a boolean, null any class.</summary>
internal readonly record struct SlotType(Type Type, bool IsConstant)
{
    public static SlotType Of(Expression value) => new(value.Type, value is ConstantExpression { Value: int or null });

    public SlotType Merge(Expression value)
    {
        var other = Of(value);
        if (other.Type == Type)
            return new(Type, IsConstant && other.IsConstant);
        if (IsConstant && Adapts(other.Type))
            return other;
        if (other.IsConstant && other.Adapts(Type))
            return this;
        return new(Common(Type, other.Type), false);
    }

    private bool Adapts(Type type) => StackKinds.Of(type) == StackKinds.Of(Type) && StackKinds.Of(type) is StackKind.Int32 or StackKind.Object;

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

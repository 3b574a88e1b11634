using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Comparisons that leave a boolean.</content>
internal sealed partial class StackMachine
{
    private bool TryComparison()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Ceq:
                Push(PopComparison(ExpressionType.Equal, IsSigned.Either));
                return true;
            case ILOpCode.Cgt:
                Push(PopComparison(ExpressionType.GreaterThan, IsSigned.Yes));
                return true;
            case ILOpCode.Cgt_un:
                Push(PopComparison(ExpressionType.GreaterThan, IsSigned.No));
                return true;
            case ILOpCode.Clt:
                Push(PopComparison(ExpressionType.LessThan, IsSigned.Yes));
                return true;
            case ILOpCode.Clt_un:
                Push(PopComparison(ExpressionType.LessThan, IsSigned.No));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Compares two entries. Unsigned comparisons of floating-point numbers also hold where one is NaN (ECMA-335, III.1.5).</summary>
    private Expression PopComparison(ExpressionType comparison, IsSigned signed)
    {
        var (right, left) = (Pop(), Pop());
        if (left is Place or Reference || right is Place or Reference)
            return CompareAddresses(comparison, left, right);
        return Compare(comparison, ((Value)left).Expression, ((Value)right).Expression, signed);
    }

    private static Expression Compare(ExpressionType comparison, Expression left, Expression right, IsSigned signed)
    {
        if (StackKinds.Of(left.Type) == StackKind.Object || StackKinds.Of(right.Type) == StackKind.Object)
            return CompareObjects(comparison, left, right);
        if (comparison is ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.GreaterThan && signed != IsSigned.Yes
            && CompareToZero(comparison, left, right) is { } test)
            return test;
        if (comparison is ExpressionType.Equal or ExpressionType.NotEqual && left.Type == right.Type && (left.Type.IsEnum || left.Type == typeof(bool)))
            return Expression.MakeBinary(comparison, left, right);
        var type = OperandType(left, right, signed);
        var (one, other) = (Coercion.To(left, type), Coercion.To(right, type));
        var isUnordered = signed == IsSigned.No && (type == typeof(float) || type == typeof(double));
        return isUnordered ? Expression.Not(Expression.MakeBinary(Ordered(comparison), one, other)) : Expression.MakeBinary(comparison, one, other);
    }

    // "Less or unordered" is "not greater or equal".
    private static ExpressionType Ordered(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        _ => throw new NotSupportedException($"an unordered {comparison}"),
    };

    // What compilers write for "not" and for "is true". Above zero is the same as not zero for unsigned numbers.
    private static Expression? CompareToZero(ExpressionType comparison, Expression left, Expression right)
    {
        if (right is not ConstantExpression { Value: 0 } || StackKinds.Of(left.Type) != StackKind.Int32)
            return null;
        if (left is not { Type: var type } || type != typeof(bool) && left is not ConditionalExpression)
            return null;
        return comparison == ExpressionType.Equal ? Conditions.Not(Conditions.IsTrue(left)) : Conditions.IsTrue(left);
    }

    private static Expression CompareObjects(ExpressionType comparison, Expression left, Expression right)
    {
        if (left.Type.IsValueType || right.Type.IsValueType)
            throw new NotSupportedException("a comparison of an object with a number");
        if (left is MethodCallExpression { Method: var method } && method.DeclaringType == typeof(Boxes) && right is ConstantExpression { Value: null })
            left = Boxes.Test((MethodCallExpression)left);
        if (left.Type == typeof(bool))
            return comparison == ExpressionType.Equal ? Expression.Not(left) : left;
        // Above null is not null.
        return comparison switch
        {
            ExpressionType.Equal => Expression.ReferenceEqual(left, right),
            ExpressionType.NotEqual or ExpressionType.GreaterThan => Expression.ReferenceNotEqual(left, right),
            _ => throw new NotSupportedException($"{comparison} of objects"),
        };
    }

    private BinaryExpression CompareAddresses(ExpressionType comparison, StackEntry left, StackEntry right)
    {
        var (one, other) = (AddressNumber(left), AddressNumber(right));
        return Expression.MakeBinary(comparison, one, other);
    }

    // Both addresses are taken at once: the collector cannot move things in between without updating both.
    private Expression AddressNumber(StackEntry entry) => entry is Value number
        ? Coercion.To(number.Expression, typeof(ulong))
        : Expression.Convert(ReferenceCall(nameof(ByRef.Address), ToReference(entry)), typeof(ulong));
}

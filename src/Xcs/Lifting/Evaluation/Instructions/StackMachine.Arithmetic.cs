using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Arithmetic and bits.</content>
internal sealed partial class StackMachine
{
    private bool TryArithmetic()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Add:
                AddOrMove(ExpressionType.Add);
                return true;
            case ILOpCode.Sub:
                AddOrMove(ExpressionType.Subtract);
                return true;
            case ILOpCode.Mul:
                Binary(ExpressionType.Multiply, IsSigned.Either);
                return true;
            case ILOpCode.Div:
                Binary(ExpressionType.Divide, IsSigned.Yes);
                return true;
            case ILOpCode.Div_un:
                Binary(ExpressionType.Divide, IsSigned.No);
                return true;
            case ILOpCode.Rem:
                Binary(ExpressionType.Modulo, IsSigned.Yes);
                return true;
            case ILOpCode.Rem_un:
                Binary(ExpressionType.Modulo, IsSigned.No);
                return true;
            case ILOpCode.Add_ovf:
                Binary(ExpressionType.AddChecked, IsSigned.Yes);
                return true;
            case ILOpCode.Add_ovf_un:
                Binary(ExpressionType.AddChecked, IsSigned.No);
                return true;
            case ILOpCode.Sub_ovf:
                Binary(ExpressionType.SubtractChecked, IsSigned.Yes);
                return true;
            case ILOpCode.Sub_ovf_un:
                Binary(ExpressionType.SubtractChecked, IsSigned.No);
                return true;
            case ILOpCode.Mul_ovf:
                Binary(ExpressionType.MultiplyChecked, IsSigned.Yes);
                return true;
            case ILOpCode.Mul_ovf_un:
                Binary(ExpressionType.MultiplyChecked, IsSigned.No);
                return true;
            case ILOpCode.And:
                Binary(ExpressionType.And, IsSigned.Either);
                return true;
            case ILOpCode.Or:
                Binary(ExpressionType.Or, IsSigned.Either);
                return true;
            case ILOpCode.Xor:
                Binary(ExpressionType.ExclusiveOr, IsSigned.Either);
                return true;
            case ILOpCode.Shl:
                Shift(ExpressionType.LeftShift, IsSigned.Either);
                return true;
            case ILOpCode.Shr:
                Shift(ExpressionType.RightShift, IsSigned.Yes);
                return true;
            case ILOpCode.Shr_un:
                Shift(ExpressionType.RightShift, IsSigned.No);
                return true;
            case ILOpCode.Neg:
                Unary(ExpressionType.Negate);
                return true;
            case ILOpCode.Not:
                Unary(ExpressionType.Not);
                return true;
            case ILOpCode.Ckfinite:
                CheckFinite();
                return true;
            default:
                return false;
        }
    }

    private void Binary(ExpressionType operation, IsSigned signed)
    {
        var right = PopValue();
        var left = PopValue();
        if (operation is ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr && TryLogical(operation, left, right) is { } logical)
        {
            Push(logical);
            return;
        }
        var type = OperandType(left, right, signed);
        Push(Expression.MakeBinary(operation, Coercion.To(left, type), Coercion.To(right, type)));
    }

    // Booleans stay booleans; a comparison as 0 or 1 is one.
    private static BinaryExpression? TryLogical(ExpressionType operation, Expression left, Expression right)
    {
        var isBoolean = left.Type == typeof(bool) && right.Type == typeof(bool)
            || left.Type == typeof(bool) && right is ConstantExpression { Value: 0 or 1 }
            || right.Type == typeof(bool) && left is ConstantExpression { Value: 0 or 1 };
        return isBoolean ? Expression.MakeBinary(operation, Coercion.To(left, typeof(bool)), Coercion.To(right, typeof(bool))) : null;
    }

    /// <summary>The type in which an operation is done. Where the sign makes no difference, unsigned operands stay what they are.</summary>
    private static Type OperandType(Expression left, Expression right, IsSigned signed)
    {
        var (one, other) = (StackKinds.Of(left.Type), StackKinds.Of(right.Type));
        if (one is StackKind.Single or StackKind.Double || other is StackKind.Single or StackKind.Double)
            return one == StackKind.Single && other == StackKind.Single ? typeof(float) : typeof(double);
        if (one is StackKind.Object or StackKind.Value || other is StackKind.Object or StackKind.Value)
            throw new NotSupportedException("arithmetic on objects");
        var isLong = one == StackKind.Int64 || other == StackKind.Int64;
        if (signed == IsSigned.Either)
            signed = IsWideUnsigned(left) && IsWideUnsignedOrConstant(right) || IsWideUnsigned(right) && IsWideUnsignedOrConstant(left) ? IsSigned.No : IsSigned.Yes;
        return (isLong, signed) switch
        {
            (true, IsSigned.No) => typeof(ulong),
            (true, _) => typeof(long),
            (false, IsSigned.No) => typeof(uint),
            _ => typeof(int),
        };
    }

    private static bool IsWideUnsigned(Expression value) => value.Type == typeof(uint) || value.Type == typeof(ulong);

    private static bool IsWideUnsignedOrConstant(Expression value) => IsWideUnsigned(value) || value is ConstantExpression;

    // IL leaves shifts by the width or more open; runtimes mask the count, and so do expression trees.
    private void Shift(ExpressionType operation, IsSigned signed)
    {
        var count = Coercion.To(PopValue(), typeof(int));
        var value = PopValue();
        var type = OperandType(value, value, signed);
        var mask = type == typeof(int) || type == typeof(uint) ? 31 : 63;
        if (count is BinaryExpression { NodeType: ExpressionType.And, Right: ConstantExpression { Value: int bits } } masked && bits == mask)
            count = masked.Left;
        Push(Expression.MakeBinary(operation, Coercion.To(value, type), count));
    }

    private void Unary(ExpressionType operation)
    {
        var operand = PopValue();
        var type = OperandType(operand, operand, operation == ExpressionType.Not ? IsSigned.Either : IsSigned.Yes);
        Push(Expression.MakeUnary(operation, Coercion.To(operand, type), type));
    }

    private void AddOrMove(ExpressionType operation)
    {
        var isAddress = _stack.Count > 1 && (_stack[^1] is Place or Reference, _stack[^2] is Place or Reference) is (true, _) or (_, true);
        if (!isAddress)
        {
            Binary(operation, IsSigned.Either);
            return;
        }
        var (right, left) = (Pop(), Pop());
        if (right is Value bytes)
        {
            var count = Coercion.To(bytes.Expression, typeof(long));
            Push(new Reference(ReferenceCall(nameof(ByRef.Move), ToReference(left), operation == ExpressionType.Add ? count : Expression.Negate(count))));
        }
        else if (operation == ExpressionType.Subtract)
        {
            var (to, from) = (ToReference(left), ToReference(right));
            Push(Expression.Negate(Expression.Call(typeof(ByRef), nameof(ByRef.Distance), [ReferenceElement(to), ReferenceElement(from)], to, from)));
        }
        else
        {
            throw Refuse("a number plus an address", "Add the number to the reference with Unsafe.Add");
        }
    }

    private void CheckFinite()
    {
        var value = PopValue();
        Push(Expression.Call(typeof(Numbers), nameof(Numbers.CheckFinite), null, Coercion.To(value, typeof(double))));
    }

    private enum IsSigned
    {
        Yes,
        No,
        Either,
    }
}

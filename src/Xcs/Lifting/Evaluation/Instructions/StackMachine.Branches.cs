using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>What ends a basic block.</content>
internal sealed partial class StackMachine
{
    private bool TryBranch()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Br or ILOpCode.Br_s:
                End(new Jump(_graph.At(_instruction.Number)));
                return true;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                while (_stack.Count > 0)
                    Discard(Pop());
                End(new Jump(_graph.At(_instruction.Number)));
                return true;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s:
                Branch(PopTruth());
                return true;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s:
                Branch(Conditions.Not(PopTruth()));
                return true;
            case ILOpCode.Switch:
                Select();
                return true;
            case ILOpCode.Ret:
                ReturnValue();
                return true;
            case ILOpCode.Throw:
                EmitLast(Expression.Throw(PopValue(typeof(Exception))));
                return true;
            case ILOpCode.Rethrow:
                EmitLast(Expression.Rethrow());
                return true;
            case ILOpCode.Endfinally:
                End(new Jump(_block.Region.Exit ??= new BasicBlock(-1, _block.Region.End, _block.Region) { Terminator = new Stop() }));
                return true;
            case ILOpCode.Jmp:
                throw Refuse("a jump to another method", "Call it");
            default:
                return TryCompareAndBranch();
        }
    }

    private bool TryCompareAndBranch()
    {
        var (comparison, signed) = _instruction.OpCode switch
        {
            ILOpCode.Beq or ILOpCode.Beq_s => (ExpressionType.Equal, IsSigned.Either),
            ILOpCode.Bne_un or ILOpCode.Bne_un_s => (ExpressionType.NotEqual, IsSigned.Either),
            ILOpCode.Bge or ILOpCode.Bge_s => (ExpressionType.GreaterThanOrEqual, IsSigned.Yes),
            ILOpCode.Bge_un or ILOpCode.Bge_un_s => (ExpressionType.GreaterThanOrEqual, IsSigned.No),
            ILOpCode.Bgt or ILOpCode.Bgt_s => (ExpressionType.GreaterThan, IsSigned.Yes),
            ILOpCode.Bgt_un or ILOpCode.Bgt_un_s => (ExpressionType.GreaterThan, IsSigned.No),
            ILOpCode.Ble or ILOpCode.Ble_s => (ExpressionType.LessThanOrEqual, IsSigned.Yes),
            ILOpCode.Ble_un or ILOpCode.Ble_un_s => (ExpressionType.LessThanOrEqual, IsSigned.No),
            ILOpCode.Blt or ILOpCode.Blt_s => (ExpressionType.LessThan, IsSigned.Yes),
            ILOpCode.Blt_un or ILOpCode.Blt_un_s => (ExpressionType.LessThan, IsSigned.No),
            _ => (default, default),
        };
        if (comparison == default)
            return false;
        Branch(PopComparison(comparison, signed));
        return true;
    }

    private Expression PopTruth()
    {
        var entry = Pop();
        if (entry is Value { Expression: var value })
            return value is MethodCallExpression { Method.DeclaringType: { } owner } test && owner == typeof(Boxes) ? Boxes.Test(test) : Conditions.IsTrue(value);
        return Expression.NotEqual(AddressNumber(entry), Expression.Constant(0UL));
    }

    private void Branch(Expression condition)
    {
        var (whenTrue, whenFalse) = (_graph.At(_instruction.Number), _graph.At(_instruction.Next));
        if (whenTrue == whenFalse)
        {
            Discard(new Value(condition));
            End(new Jump(whenTrue));
        }
        else
        {
            // The condition is evaluated after what lies below it on the stack; settling keeps that order.
            Settle(condition);
            End(new Branch(Noted(condition), whenTrue, whenFalse));
        }
    }

    private void Select()
    {
        var number = Coercion.To(PopValue(), typeof(int));
        var offset = 0;
        if (number is BinaryExpression { NodeType: ExpressionType.Subtract, Right: ConstantExpression { Value: int first } } distance)
            (number, offset) = (distance.Left, first);
        Settle(number);
        var cases = Array.ConvertAll((int[])_instruction.Operand!, _graph.At);
        End(new Select(Noted(number), cases, _graph.At(_instruction.Next), offset));
    }

    private void ReturnValue()
    {
        var type = _source.Method is MethodInfo { ReturnType: var returned } ? returned : typeof(void);
        var value = type == typeof(void) ? null : PopValue(type);
        // What is left on the stack was evaluated before.
        End(new Return(value is null ? null : Noted(value)));
    }

    private void EmitLast(Expression statement)
    {
        Emit(statement);
        _stack.Clear();
        End(new Stop());
    }
}

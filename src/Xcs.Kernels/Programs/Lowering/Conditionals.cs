using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What may be evaluated also for lanes that do not need it.</summary>
internal sealed class Conditionals : ExpressionVisitor
{
    private bool _isSafe = true;

    private Conditionals()
    {
    }

    /// <summary>Whether an expression neither faults nor depends on which lanes are active.</summary>
    public static bool IsSafe(Expression expression)
    {
        var search = new Conditionals();
        search.Visit(expression);
        return search._isSafe;
    }

    /// <summary>Whether a node itself may fault: a lane that is not active must not evaluate it, or must do so with harmless operands.</summary>
    public static bool MayFault(Expression node) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.Divide or ExpressionType.Modulo, Type: var type } division =>
            KernelTypes.IsInteger(type) && !(division.Right is ConstantExpression { Value: var divisor } && IsHarmless(divisor!)),
        MethodCallExpression call => PureFunctions.MayThrow(call.Method),
        ArrayLoad => true,
        _ => false,
    };

    public override Expression? Visit(Expression? node)
    {
        _isSafe &= node is null || !MayFault(node) && node is not WarpOperation;
        return _isSafe ? base.Visit(node) : node;
    }

    private static bool IsHarmless(object divisor) => divisor switch
    {
        int number => number is not (0 or -1),
        long number => number is not (0 or -1),
        uint number => number != 0,
        ulong number => number != 0,
        _ => false,
    };
}

using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Tests of numbers that grow with the lane, as <c>i &lt; n</c>: by the first lane and the last, two scalars, they are settled for all lanes of a warp,
/// mostly. Registers are compared only where they are not.
/// </content>
internal sealed partial class WarpCompiler
{
    /// <summary>Two scalars, which may both be false where not all lanes agree, or where it is not that simple.</summary>
    /// <param name="All">If true, the test holds for all lanes.</param>
    /// <param name="None">If true, it holds for none.</param>
    private readonly record struct Verdict(Expression All, Expression None)
    {
        public Verdict Opposite => new(None, All);
    }

    /// <summary>What scalars say of a test where all lanes are active; null where only registers can.</summary>
    private Verdict? Judge(Expression test, Flow flow) => flow.IsFull ? JudgeWarp(test, flow) : null;

    /// <summary>What scalars say of a test for the lanes of the warp, active or not.</summary>
    private Verdict? JudgeWarp(Expression test, Flow flow)
    {
        if (!Conditionals.IsSafe(test))
            return null;
        if (ShapeOf(test).IsUniform)
        {
            var scalar = Spill(Evaluate(test, flow).Scalar!);
            return new(scalar, Expression.Not(scalar));
        }
        return test switch
        {
            UnaryExpression { NodeType: ExpressionType.Not } not => JudgeWarp(not.Operand, flow)?.Opposite,
            BinaryExpression { NodeType: ExpressionType.And or ExpressionType.AndAlso } and => JudgeWarp(and.Left, flow) is { } left && JudgeWarp(and.Right, flow) is { } right
                ? new(AndAlso(left.All, right.All), OrElse(left.None, right.None)) : null,
            BinaryExpression { NodeType: ExpressionType.Or or ExpressionType.OrElse } or => JudgeWarp(or.Left, flow) is { } left && JudgeWarp(or.Right, flow) is { } right
                ? new(OrElse(left.All, right.All), AndAlso(left.None, right.None)) : null,
            BinaryExpression comparison when IsComparison(comparison.NodeType) => JudgeNumbers(comparison, flow),
            _ => null,
        };
    }

    private Verdict? JudgeNumbers(BinaryExpression test, Flow flow)
    {
        var (left, right) = (ShapeOf(test.Left), ShapeOf(test.Right));
        if (!Is32(test.Left.Type) || left.IsVarying || right.IsVarying || left.IsUniform == right.IsUniform)
            return null;
        var (first, second) = (Evaluate(test.Left, flow), Evaluate(test.Right, flow));
        return right.IsUniform ? Judge(test.NodeType, first, second) : Judge(Mirrored(test.NodeType), second, first);
    }

    /// <summary>Compares a number that grows with the lane to one that all lanes share.</summary>
    private Verdict Judge(ExpressionType comparison, LaneValue growing, LaneValue shared)
    {
        var reach = (long)growing.Stride * (_program.WarpSize - 1);
        var (first, limit) = (Whole(growing.Scalar!), Whole(shared.Scalar!));
        var last = Plus(first, reach);
        var (low, high) = reach > 0 ? (first, last) : (last, first);
        // Otherwise it wraps on the way.
        var (least, most) = growing.Type == typeof(int) ? (int.MinValue, int.MaxValue) : (0L, (long)uint.MaxValue);
        var fits = reach > 0 ? Compare(ExpressionType.LessThanOrEqual, last, Expression.Constant(most)) : Compare(ExpressionType.GreaterThanOrEqual, last, Expression.Constant(least));
        Verdict Below(ExpressionType isBelow, ExpressionType isNot) => reach > 0
            ? new(Compare(isBelow, high, limit), AndAlso(Compare(isNot, low, limit), fits))
            : new(AndAlso(Compare(isBelow, high, limit), fits), Compare(isNot, low, limit));
        Verdict Equal() => new(Expression.Constant(false), AndAlso(fits, OrElse(Compare(ExpressionType.GreaterThan, low, limit), Compare(ExpressionType.LessThan, high, limit))));
        return comparison switch
        {
            ExpressionType.LessThan => Below(ExpressionType.LessThan, ExpressionType.GreaterThanOrEqual),
            ExpressionType.LessThanOrEqual => Below(ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan),
            ExpressionType.GreaterThan => Below(ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan).Opposite,
            ExpressionType.GreaterThanOrEqual => Below(ExpressionType.LessThan, ExpressionType.GreaterThanOrEqual).Opposite,
            ExpressionType.Equal => Equal(),
            _ => Equal().Opposite,
        };
    }

    private static ExpressionType Mirrored(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => comparison,
    };

    private Expression Whole(Expression number) => number is ConstantExpression { Value: var known }
        ? Expression.Constant(Convert.ToInt64(known, System.Globalization.CultureInfo.InvariantCulture))
        : Spill(Wide(number));

    private static Expression Plus(Expression number, long more) => number is ConstantExpression { Value: long known } ? Expression.Constant(known + more) : Expression.Add(number, Expression.Constant(more));

    private static Expression Compare(ExpressionType comparison, Expression left, Expression right) => (left, right) is (ConstantExpression { Value: long a }, ConstantExpression { Value: long b })
        ? Expression.Constant(comparison switch
        {
            ExpressionType.LessThan => a < b,
            ExpressionType.LessThanOrEqual => a <= b,
            ExpressionType.GreaterThan => a > b,
            _ => a >= b,
        })
        : Expression.MakeBinary(comparison, left, right);

    private static Expression AndAlso(Expression left, Expression right) => left is ConstantExpression { Value: bool a } ? a ? right : left
        : right is ConstantExpression { Value: bool b } ? b ? left : right
        : Expression.AndAlso(left, right);

    private static Expression OrElse(Expression left, Expression right) => left is ConstantExpression { Value: bool a } ? a ? left : right
        : right is ConstantExpression { Value: bool b } ? b ? right : left
        : Expression.OrElse(left, right);

    private static bool IsNever(Expression test) => test is ConstantExpression { Value: false };
}

using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// A loop whose counter has known values: it starts at a constant, the loop tests it first and changes it last, and nothing else does. So shuffles in
/// it have known distances once its turns are written out.
/// </summary>
/// <param name="Counter">The counter.</param>
/// <param name="Values">Its value in each turn, and behind the loop.</param>
/// <param name="Statements">What a turn does besides.</param>
internal sealed record ConstantTurns(ParameterExpression Counter, IReadOnlyList<ConstantExpression> Values, IReadOnlyList<Expression> Statements)
{
    private const int MostTurns = 16;

    /// <summary>The turns of the loop at a place among statements; null where they are not known.</summary>
    public static ConstantTurns? Of(IReadOnlyList<Expression> statements, int position)
    {
        if (statements[position] is not LoopExpression { Body: BlockExpression { Expressions: { Count: > 1 } body } } loop
            || body[0] is not ConditionalExpression { IfTrue: GotoExpression leave, IfFalse: DefaultExpression } test || leave.Target != loop.BreakLabel
            || body[^1] is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression counter } step)
            return null;
        var rest = body.Skip(1).SkipLast(1).ToList();
        if (!DependsOnlyOn(test.Test, counter) || !DependsOnlyOn(step.Right, counter) || StartOf(statements, position, counter) is not { } start
            || rest.Exists(s => s is LabelExpression) || Touches.Any(rest, counter, loop))
            return null;
        var isOver = Function<bool>(test.Test, counter);
        var next = Function<object>(Expression.Convert(step.Right, typeof(object)), counter);
        List<ConstantExpression> values = [start];
        while (!isOver(values[^1]))
        {
            if (values.Count > MostTurns)
                return null;
            values.Add(Expression.Constant(next(values[^1]), counter.Type));
        }
        return new(counter, values, rest);
    }

    private static ConstantExpression? StartOf(IReadOnlyList<Expression> statements, int position, ParameterExpression counter)
    {
        while (--position >= 0 && statements[position] is BinaryExpression { NodeType: ExpressionType.Assign } assignment)
            if (assignment.Left == counter)
                return assignment.Right as ConstantExpression;
        return null;
    }

    private static Func<ConstantExpression, T> Function<T>(Expression body, ParameterExpression counter)
    {
        var compiled = Expression.Lambda(body, counter).Compile(preferInterpretation: true);
        return value => (T)compiled.DynamicInvoke(value.Value)!;
    }

    private static bool DependsOnlyOn(Expression node, ParameterExpression counter) => node switch
    {
        ConstantExpression => true,
        ParameterExpression variable => variable == counter,
        UnaryExpression unary => DependsOnlyOn(unary.Operand, counter),
        BinaryExpression binary => !Conditionals.MayFault(binary) && DependsOnlyOn(binary.Left, counter) && DependsOnlyOn(binary.Right, counter),
        _ => false,
    };

    // Finds what else changes the counter or leaves the turn.
    private sealed class Touches(ParameterExpression counter, LoopExpression loop) : ExpressionVisitor
    {
        private bool _isFound;

        public static bool Any(IEnumerable<Expression> statements, ParameterExpression counter, LoopExpression loop)
        {
            var search = new Touches(counter, loop);
            foreach (var statement in statements)
                search.Visit(statement);
            return search._isFound;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            _isFound |= node.NodeType == ExpressionType.Assign && node.Left == counter;
            return base.VisitBinary(node);
        }

        protected override Expression VisitGoto(GotoExpression node)
        {
            _isFound |= node.Target == loop.BreakLabel || node.Target == loop.ContinueLabel;
            return node;
        }
    }
}

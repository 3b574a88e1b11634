using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>The statements of a loop's body, with calls in statements that must take turns put before them, where that changes nothing.</summary>
internal static class LoopStatements
{
    public static IEnumerable<Expression> Of(Expression body, LiftedFunction lifted)
    {
        foreach (var statement in Flat(body))
        {
            var hoist = new Hoist(lifted);
            var rest = hoist.Apply(statement);
            foreach (var call in hoist.Calls)
                yield return call;
            yield return rest;
        }
    }

    /// <summary>Whether a statement may throw by itself, or tell the loop or the function to end.</summary>
    public static bool MayLeave(Expression statement) =>
        LocalUse.Of(statement).Writes.Any(IsFlow) || Throws.In(statement);

    /// <summary>Whether a variable says where control goes.</summary>
    public static bool IsFlow(ParameterExpression variable) => variable.Name == JumpElimination.FlowName;

    /// <summary>Whether a statement only writes a variable and cannot fail.</summary>
    public static bool IsQuietAssignment(Expression statement) =>
        statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression, Right: var value } && new ExpressionTraits().IsInert(value);

    private static IEnumerable<Expression> Flat(Expression body) => body switch
    {
        BlockExpression { Variables.Count: 0 } block => block.Expressions.SelectMany(Flat),
        DefaultExpression => [],
        _ => [body],
    };

    // Follows the order of evaluation until something stands in the way.
    private sealed class Hoist(LiftedFunction lifted)
    {
        private bool _isBlocked;

        public List<Expression> Calls { get; } = [];

        public Expression Apply(Expression statement)
        {
            var isSimple = statement is BinaryExpression { NodeType: ExpressionType.Assign } or MethodCallExpression;
            if (!isSimple || LocalUse.Mutated(statement).Any() || !lifted.Accesses.HasWork(statement))
                return statement;
            if (statement is BinaryExpression { Left: ParameterExpression, Right: var right } && IsCall(right))
                return statement;
            return Parts(statement);
        }

        private Expression Parts(Expression expression)
        {
            var children = ExpressionChildren.Of(expression);
            var parts = new Expression[children.Count];
            for (var k = 0; k < parts.Length; k++)
                parts[k] = expression is BinaryExpression { NodeType: ExpressionType.Assign } && k == 0 ? Target(children[k]) : Part(children[k]);
            return ExpressionChildren.Replace(expression, parts);
        }

        // What is assigned is not read.
        private Expression Target(Expression target) => target is ParameterExpression ? target : Parts(target);

        private Expression Part(Expression expression)
        {
            if (_isBlocked || expression is ParameterExpression or ConstantExpression or DefaultExpression)
                return expression;
            if (IsCall(expression))
            {
                // The call with all its arguments, which nothing before has changed.
                var value = Expression.Variable(expression.Type, "call");
                Calls.Add(Expression.Assign(value, expression));
                return value;
            }

            if (!lifted.Accesses.HasWork(expression))
            {
                _isBlocked |= !IsQuiet(expression);
                return expression;
            }

            if (expression is not (BinaryExpression { NodeType: not (ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce) } or UnaryExpression or NewExpression or NewArrayExpression or MemberExpression)
                || LocalUse.Of(expression).Writes.Count > 0)
            {
                _isBlocked = true;
                return expression;
            }

            var rest = Parts(expression);
            _isBlocked |= !IsQuiet(rest);
            return rest;
        }

        private bool IsCall(Expression expression) =>
            ExpressionCalls.IsNode(expression) && expression.Type != typeof(void) && ExpressionCalls.IsStorable(expression.Type) && lifted.Accesses.Own(expression) is { HasWork: true, IsCommitting: false }
            && LocalUse.Of(expression).Writes.Count == 0;

        // Whether it makes no difference that a later call of the statement runs first: it throws nothing and reads nothing that changes.
        private static bool IsQuiet(Expression expression) => new ExpressionTraits().IsInert(expression);
    }

    private sealed class Throws : ExpressionVisitor
    {
        private bool _found;

        public static bool In(Expression expression)
        {
            var search = new Throws();
            search.Visit(expression);
            return search._found;
        }

        protected override Expression VisitUnary(UnaryExpression node)
        {
            _found |= node.NodeType == ExpressionType.Throw;
            return base.VisitUnary(node);
        }
    }
}

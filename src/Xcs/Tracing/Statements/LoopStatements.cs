using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>The statements of a loop's body, with calls in statements that must take turns put before them, where that changes nothing.</summary>
internal sealed class LoopStatements(WhileStatement loop, LiftedFunction lifted)
{
    private readonly LocalUse _use = LocalUse.Of(loop.Test, loop.Body);

    private LiftedFunction Lifted => lifted;

    /// <summary>The variables that hold what was taken out of statements.</summary>
    public List<ParameterExpression> Temporaries { get; } = [];

    public IEnumerable<Expression> All => Flat(loop.Body).SelectMany(Split);

    private IEnumerable<Expression> Split(Expression statement)
    {
        if (statement is ConditionalExpression branch && lifted.Accesses.HasWork(branch) && TakesTurns(branch) && LocalUse.Of(branch.Test).Writes.Count == 0)
            return SplitBranch(branch);
        var hoist = new Hoist(this);
        var rest = hoist.Apply(statement);
        return hoist.Calls.Append(rest);
    }

    // First the test, then what either branch can compute by itself before it has to wait for its turn, then the rest.
    private IEnumerable<Expression> SplitBranch(ConditionalExpression branch)
    {
        var test = NewVariable(typeof(bool), "test");
        var (ownTrue, restTrue) = Lead(branch.IfTrue);
        var (ownFalse, restFalse) = Lead(branch.IfFalse);
        var written = LocalUse.Of(ownTrue.Concat(ownFalse)).Writes;
        var elsewhere = LocalUse.Of(Flat(loop.Body).Where(other => other != branch).Append(loop.Test)).Mentioned;
        if (ownTrue.Count + ownFalse.Count == 0 || written.Any(IsReadAfterwards) || written.Overlaps(elsewhere))
        {
            yield return branch;
            yield break;
        }

        yield return Expression.Assign(test, branch.Test);
        foreach (var variable in written)
            yield return Expression.Assign(variable, Expression.Default(variable.Type));
        yield return Expression.IfThenElse(test, Block(ownTrue), Block(ownFalse));
        yield return Expression.IfThenElse(test, Block(restTrue), Block(restFalse));
    }

    private (List<Expression> Own, List<Expression> InOrder) Lead(Expression code)
    {
        var (own, rest) = (new List<Expression>(), new List<Expression>());
        foreach (var statement in Flat(code))
        {
            if (rest.Count > 0)
            {
                rest.Add(statement);
                continue;
            }

            var hoist = new Hoist(this);
            var left = hoist.Apply(statement);
            own.AddRange(hoist.Calls);
            (TakesTurns(left) ? rest : own).Add(left);
        }

        return (own, rest);
    }

    private bool TakesTurns(Expression statement) =>
        MayLeave(statement) || lifted.Accesses.Whole(statement) is { } does && (does.IsCommitting || does.All.Any(static access => access.Kind != AccessKind.Read))
        || LocalUse.Of(statement).Writes.Overlaps(_use.Exposed);

    private ParameterExpression NewVariable(Type type, string name)
    {
        var variable = lifted.NewVariable(type, name);
        Temporaries.Add(variable);
        return variable;
    }

    private bool IsReadAfterwards(ParameterExpression variable) =>
        lifted.Use.ReadCounts.GetValueOrDefault(variable) > _use.ReadCounts.GetValueOrDefault(variable) || _use.Exposed.Contains(variable);

    private static BlockExpression Block(List<Expression> statements) => Expression.Block(typeof(void), statements.Append(Expression.Empty()));

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
    private sealed class Hoist(LoopStatements owner)
    {
        private bool _isBlocked;

        public List<Expression> Calls { get; } = [];

        public Expression Apply(Expression statement)
        {
            var isSimple = statement is BinaryExpression { NodeType: ExpressionType.Assign } or MethodCallExpression;
            if (!isSimple || LocalUse.Mutated(statement).Any() || !owner.Lifted.Accesses.HasWork(statement))
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
            var rest = ExpressionChildren.Replace(expression, parts);
            owner.Lifted.Accesses.Replace(expression, rest);
            return rest;
        }

        // What is assigned is not read.
        private Expression Target(Expression target) => target is ParameterExpression ? target : Parts(target);

        private Expression Part(Expression expression)
        {
            if (_isBlocked || expression is ParameterExpression or ConstantExpression or DefaultExpression)
                return expression;
            if (IsCall(expression))
                return Taken(expression);
            if (!owner.Lifted.Accesses.HasWork(expression))
            {
                if (IsQuiet(expression))
                    return expression;
                _isBlocked = !OnlyLooks(expression);
                return _isBlocked ? expression : Taken(expression);
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

        // With all its parts, which nothing before has changed.
        private ParameterExpression Taken(Expression expression)
        {
            var value = owner.NewVariable(expression.Type, "call");
            Calls.Add(Expression.Assign(value, expression));
            owner.Lifted.Accesses.Name(value, expression);
            return value;
        }

        private bool OnlyLooks(Expression expression) =>
            ExpressionCalls.IsStorable(expression.Type) && expression.Type != typeof(void) && LocalUse.Of(expression).Writes.Count == 0
            && owner.Lifted.Accesses.Whole(expression) is { IsCommitting: false } does && does.All.All(static access => access.Kind == AccessKind.Read);

        private bool IsCall(Expression expression) =>
            ExpressionCalls.IsNode(expression) && expression.Type != typeof(void) && ExpressionCalls.IsStorable(expression.Type) && owner.Lifted.Accesses.Own(expression) is { HasWork: true, IsCommitting: false }
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

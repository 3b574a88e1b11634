using System.Linq.Expressions;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Statements that run as they are, in one node.
internal sealed partial class ExpressionFlattener
{
    private static string RegionName(Expression statement) => statement switch
    {
        ConditionalExpression => "if",
        WhileStatement => "loop",
        TryExpression => "try",
        SwitchExpression => "switch",
        _ => "statements",
    };

    /// <summary>One node that runs a statement from beginning to end.</summary>
    private void Region(Expression statement, string? why = null, string? nodeName = null)
    {
        if (why is not null)
            Note(statement, $"{RegionName(statement)} runs as it is: {why}");
        var outs = context.Lifted!.Outs(statement);
        var code = Whole(_rethrow is null ? statement : new Rethrowing(_rethrow).Visit(statement)!, typeof(void), outs);
        Results(Named(code, nodeName ?? RegionName(statement), context.Lifted.Accesses.Whole(statement)), typeof(void), outs);
    }

    private Expression RegionValue(Expression expression)
    {
        if (expression.Type == typeof(void))
        {
            Region(expression);
            return Expression.Empty();
        }

        var outs = context.Lifted!.Outs(expression);
        return Results(Named(Whole(expression, expression.Type, outs), NameOf(expression), context.Lifted.Accesses.Whole(expression)), expression.Type, outs);
    }

    private ParameterExpression Named(Expression code, string nodeName, Accesses.Summary does)
    {
        var (lambda, inputs) = Fuse(code);
        var operation = ExpressionOperators.Of(code.Type).Glue(nodeName, lambda.Compile(), Substitutable(lambda), isPure: false, cost: 0);
        return Variable(Add(operation, inputs, does), code.Type);
    }

    /// <summary>An expression that writes variables in place: one node gives its value and what it left in the variables.</summary>
    private Expression Mutation(Expression expression)
    {
        var changed = LocalUse.Mutated(expression).ToHashSet();
        var children = ExpressionChildren.Of(expression);
        if (children.Any(child => changed.Overlaps(LocalUse.Of(child).Mentioned) && context.Calls.Contains(child)) || changed.Any(static variable => !ExpressionCalls.IsStorable(variable.Type)))
            return RegionValue(expression);

        // What names a changed variable stays as it is; all else is evaluated before.
        var operands = Operands(children, isByAddress: null, isKept: k => changed.Overlaps(LocalUse.Of(children[k]).Mentioned));
        var left = ExpressionChildren.Replace(expression, operands);
        List<ParameterExpression> outs = [.. changed];
        var packed = Node(Origin(Whole(left, expression.Type, outs), expression), NameOf(expression));
        return Results(Variable(packed, ResultType(expression.Type, outs)), expression.Type, outs);
    }

    // Variables of the function become variables of the block, which starts from their values and ends with giving them back.
    private BlockExpression Whole(Expression code, Type type, List<ParameterExpression> outs)
    {
        var use = LocalUse.Of(code);
        ParameterExpression[] variables = [.. use.Mentioned.Union(outs).Where(variable => !_nodes.ContainsKey(variable) || _locals.ContainsKey(variable))];
        var steps = variables
            .Where(variable => ExpressionCalls.IsStorable(variable.Type) && (use.Exposed.Contains(variable) || outs.Contains(variable)) && _locals.ContainsKey(variable))
            .Select(variable => (Expression)Expression.Assign(variable, _locals[variable]))
            .ToList();
        var values = new List<Expression>();
        if (type == typeof(void))
        {
            steps.Add(code);
        }
        else
        {
            var value = Expression.Variable(type, "value");
            steps.Add(Expression.Assign(value, code));
            variables = [.. variables, value];
            values.Add(value);
        }

        values.AddRange(outs);
        steps.Add(Packing.Pack(values));
        return Expression.Block(variables, steps);
    }

    // Each call with its rule, then what was decided about statements.
    private IEnumerable<string> Explained()
    {
        foreach (var (call, rule) in context.Lifted!.Accesses.Calls)
        {
            if (!ExpressionCalls.IsNode(call) || call is MethodCallExpression { Object.Type.IsByRefLike: true })
                continue;
            var callName = call is MethodCallExpression method ? Dataflow.OperatorFacts.ReadableName(method.Method) : ExpressionCalls.NameOf((InvocationExpression)call);
            yield return Located(context.Lifted.SourceOf(call), $"{callName}: {rule.Text}");
        }

        foreach (var note in context.Lifted.Notes)
            yield return note;
    }

    private static string Located(SourceLocation source, string text) => source.IsKnown ? $"lift: {source}: {text}" : $"lift: {text}";

    // Inside a handler that has become a graph, throwing again is throwing what the handler caught.
    private sealed class Rethrowing(Expression rethrow) : ExpressionVisitor
    {
        protected override Expression VisitUnary(UnaryExpression node) =>
            node is { NodeType: ExpressionType.Throw, Operand: null } ? Expression.Block(node.Type, rethrow, Expression.Default(node.Type)) : base.VisitUnary(node);

        protected override CatchBlock VisitCatchBlock(CatchBlock node) => node;

        protected override Expression VisitLambda<T>(Expression<T> node) => node;
    }

    private void Note(Expression statement, string text)
    {
        At(statement);
        context.Lifted!.Notes.Add(Located(_at, text));
    }
}

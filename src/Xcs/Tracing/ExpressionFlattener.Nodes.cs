using System.Linq.Expressions;
using Xcs.Dataflow;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// From what is left of an expression to a node.
internal sealed partial class ExpressionFlattener
{
    private const int TupleLength = 7;

    private void Argument(ParameterExpression parameter, string argumentName) =>
        _nodes.Add(parameter, Add(ExpressionOperators.Of(parameter.Type).Argument(argumentName), []));

    private int Add(Operator node, ReadOnlySpan<int> inputs, Accesses.Summary? does = null) => does is null
        ? _buffer.Add(node, inputs, _at)
        : InOrder(_buffer.Add(Committing(node, does), inputs, _at), does);

    /// <summary>A variable that stands for a node.</summary>
    private ParameterExpression Variable(int node, Type type)
    {
        var variable = Expression.Variable(ExpressionOperators.Stored(type), _buffer.OperatorAt(node).Name);
        _nodes.Add(variable, node);
        return variable;
    }

    /// <summary>The node that evaluates an expression without calls; a variable has one already.</summary>
    private int Node(Expression expression, string? nodeName = null)
    {
        if (GivenNode(expression, expression.Type) is { } given)
            return given;
        if (expression is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array && IsGathered(array))
            return Add(ExpressionOperators.Of(array.Type.GetElementType()!).Array(array.Expressions.Count), [.. array.Expressions.Select(item => Node(item))]);
        if (!ExpressionCalls.IsStorable(expression.Type))
        {
            throw ExpressionRefusal.Of(expression, $"a {TypeNames.Of(expression.Type)} cannot be kept while a later call of the same expression runs",
                "Make it inside the method that uses it, or put the later call into a method of its own.");
        }

        var (lambda, inputs) = Fuse(expression);
        var isPure = context.Traits.IsPure(expression);
        var cost = context.Traits.IsSmall(expression) ? 1 : 0;
        return Add(ExpressionOperators.Of(expression.Type).Glue(nodeName ?? NameOf(expression), lambda.Compile(), Substitutable(lambda), isPure, cost), inputs, DoneBy(expression));
    }

    // A variable's node, also behind conversions to a base type; a constant's.
    private int? GivenNode(Expression expression, Type declared)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert && GraphVerifier.Fits(convert.Operand.Type, convert.Type))
            expression = convert.Operand;
        if (!GraphVerifier.Fits(ExpressionOperators.Stored(expression.Type), ExpressionOperators.Stored(declared)))
            return null;
        return expression switch
        {
            ParameterExpression variable => _nodes[variable],
            ConstantExpression constant => Add(ExpressionOperators.Of(constant.Type).Constant(constant.Value), []),
            DefaultExpression => Add(ExpressionOperators.Of(expression.Type).Default(), []),
            _ => null,
        };
    }

    private static bool IsGiven(Expression expression, Type declared)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert && GraphVerifier.Fits(convert.Operand.Type, convert.Type))
            expression = convert.Operand;
        return expression is ParameterExpression or ConstantExpression or DefaultExpression && GraphVerifier.Fits(expression.Type, declared);
    }

    private static bool IsGathered(NewArrayExpression array) =>
        array.Expressions.All(item => item is ParameterExpression && GraphVerifier.Fits(item.Type, array.Type.GetElementType()!));

    /// <summary>An expression as a lambda over the nodes that it uses, at most as many as an operator may have inputs.</summary>
    private (LambdaExpression Lambda, int[] Inputs) Fuse(Expression expression)
    {
        var variables = ExpressionSlots.In(expression, _nodes);
        while (variables.Count > ExpressionOperators.MostInputs)
            (expression, variables) = Packed(expression, variables);

        var result = ExpressionOperators.Stored(expression.Type);
        if (result != expression.Type)
            expression = Expression.Block(expression, Expression.Default(result));
        var type = Expression.GetFuncType([.. variables.Select(static variable => variable.Type), result]);
        return (Expression.Lambda(type, expression, variables), [.. variables.Select(variable => _nodes[variable])]);
    }

    // Seven inputs at a time become one tuple.
    private (Expression Expression, List<ParameterExpression> Variables) Packed(Expression expression, List<ParameterExpression> variables)
    {
        var packed = new List<ParameterExpression>();
        var items = new Dictionary<ParameterExpression, Expression>();
        foreach (var chunk in variables.Chunk(TupleLength))
        {
            Type[] types = [.. chunk.Select(static variable => variable.Type)];
            var tuple = Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), types, chunk);
            var pack = Variable(Node(tuple), tuple.Type);
            packed.Add(pack);
            for (var k = 0; k < chunk.Length; k++)
                items.Add(chunk[k], Expression.Field(pack, $"Item{k + 1}"));
        }

        return (new ExpressionSubstitution(items).Visit(expression)!, packed);
    }

    // Whoever puts other expressions in the place of the variables must not meet a delegate that reads them later or a struct that is changed.
    private static LambdaExpression? Substitutable(LambdaExpression lambda) => ExpressionPlaces.IsSubstitutable(lambda.Body) ? lambda : null;

    private static string NameOf(Expression expression) => expression switch
    {
        MethodCallExpression call => OperatorFacts.ReadableName(call.Method),
        MemberExpression member => member.Member.Name,
        NewExpression or MemberInitExpression or ListInitExpression => $"new {TypeNames.Of(expression.Type)}",
        BlockExpression { Variables: [var made], Expressions: [BinaryExpression { NodeType: ExpressionType.Assign }, ..] } block when block.Type == made.Type =>
            $"set {TypeNames.Of(block.Type)}",
        IndexExpression { Object: { } owner } => $"{NameOf(owner)}[]",
        BinaryExpression { NodeType: ExpressionType.ArrayIndex, Left: var owner } => $"{NameOf(owner)}[]",
        ParameterExpression { Name: { } variable } => variable,
        BlockExpression { Variables.Count: 0, Expressions: [BinaryExpression { NodeType: ExpressionType.Assign, Left: var place }] } => $"set {NameOf(place)}",
        _ when expression.Type == typeof(void) => RegionName(expression),
        _ => Text(expression.NodeType),
    };

    private static string Text(ExpressionType type)
    {
        var text = type.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}

using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow;

namespace Xcs.Tracing;

// Expressions that evaluate a part only sometimes: where that part holds calls, it is the body of a control node.
internal sealed partial class ExpressionFlattener
{
    private ParameterExpression If(ConditionalExpression node) => Branch("if", node.Test, node.IfTrue, node.IfFalse, node.Type);

    private ParameterExpression Logic(BinaryExpression node)
    {
        var isAnd = node.NodeType == ExpressionType.AndAlso;
        var branchName = isAnd ? "and" : "or";
        if (node.Method is null && node.Type == typeof(bool))
        {
            return isAnd
                ? Branch(branchName, node.Left, node.Right, Expression.Constant(false), typeof(bool))
                : Branch(branchName, node.Left, Expression.Constant(true), node.Right, typeof(bool));
        }

        // The left side decides alone, or both are combined without a short cut.
        var left = Variable(Node(Visit(node.Left)), node.Left.Type);
        var combined = Expression.MakeBinary(isAnd ? ExpressionType.And : ExpressionType.Or, left, node.Right, liftToNull: false, node.Method);
        return Branch(branchName, Decides(node, left), left, combined, node.Type);
    }

    private static Expression Decides(BinaryExpression node, ParameterExpression left)
    {
        var isAnd = node.NodeType == ExpressionType.AndAlso;
        if (node.Method is null)
            return Expression.Equal(left, Expression.Constant(!isAnd, typeof(bool?)));
        const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var test = node.IsLifted ? null : node.Method.DeclaringType!.GetMethod(isAnd ? "op_False" : "op_True", AnyStatic, [left.Type]);
        return test is null
            ? throw ExpressionRefusal.Of(node, "the right side of a lifted short-circuit operator holds a call", "Write it with ?:.")
            : Expression.Call(test, left);
    }

    private ParameterExpression Coalesce(BinaryExpression node)
    {
        var left = Variable(Node(Visit(node.Left)), node.Left.Type);
        var underlying = Nullable.GetUnderlyingType(left.Type);
        Expression test = underlying is null
            ? Expression.ReferenceNotEqual(left, Expression.Constant(null))
            : Expression.Property(left, "HasValue");
        return Branch("coalesce", test, Present(node, left, underlying), node.Right, node.Type);
    }

    private static Expression Present(BinaryExpression node, Expression left, Type? underlying)
    {
        if (node.Conversion is { } conversion)
        {
            var given = conversion.Parameters[0];
            var value = given.Type == underlying ? Expression.Property(left, "Value") : left;
            return new ExpressionSubstitution(new Dictionary<ParameterExpression, Expression> { [given] = value }).Visit(conversion.Body)!;
        }

        return left.Type == node.Type || underlying is null ? left : Expression.Property(left, "Value");
    }

    private ParameterExpression Branch(string branchName, Expression test, Expression whenTrue, Expression whenFalse, Type type)
    {
        List<int> inputs = [Node(Visit(test))];
        List<Type> inputTypes = [typeof(bool)];
        var bodies = new List<Body> { Body("then", whenTrue), Body("else", whenFalse) };
        var operation = ExpressionOperators.Of(type).Switch(branchName, [.. bodies], [.. inputTypes], [.. bodies.Select(static body => body.Graph)]);
        return Variable(Add(operation, inputs.ToArray()), type);

        Body Body(string bodyName, Expression expression)
        {
            var captures = ExpressionSlots.In(expression, _nodes);
            var firstCapture = inputs.Count;
            inputs.AddRange(captures.Select(capture => _nodes[capture]));
            inputTypes.AddRange(captures.Select(static capture => capture.Type));
            return new Body(new ExpressionFlattener(bodyName, context).Close(expression, type, captures), parameterCount: 0, firstCapture);
        }
    }
}

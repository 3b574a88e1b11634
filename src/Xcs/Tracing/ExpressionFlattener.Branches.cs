using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow;

namespace Xcs.Tracing;

// Expressions that evaluate a part only sometimes: where that part holds calls, it is the body of a control node.
internal sealed partial class ExpressionFlattener
{
    private Expression Logic(BinaryExpression node)
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

    private Expression Coalesce(BinaryExpression node)
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

    private Expression Branch(string branchName, Expression test, Expression whenTrue, Expression whenFalse, Type type) =>
        Choose(branchName, typeof(bool), test, ["then", "else"], [whenTrue, whenFalse], type);

    /// <summary>A node that runs one of several bodies. It gives a value, and what the bodies write into local variables.</summary>
    private Expression Choose(string nodeName, Type selector, Expression by, string[] names, Expression[] codes, Type type)
    {
        List<int> inputs = [Node(Converted(Visit(by), selector))];
        List<Type> inputTypes = [selector];
        var outs = context.Lifted?.Outs(codes) ?? [];
        var result = ResultType(type, outs);
        Body[] bodies = [.. codes.Select((code, k) => Inside(names[k], [], code, type, outs, inputs, inputTypes))];
        var operation = ExpressionOperators.Of(result).Switch(nodeName, selector, bodies, [.. inputTypes]);
        return Results(Variable(AddControl(operation, inputs), result), type, outs);
    }
}

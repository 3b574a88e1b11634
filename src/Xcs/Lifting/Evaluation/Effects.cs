using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>What the evaluation of an expression can change or see.</summary>
internal static class Effects
{
    /// <summary>Adds the variables that an expression visibly writes.</summary>
    public static void CollectWrites(Expression expression, HashSet<ParameterExpression> writes) => new Writes(writes).Visit(expression);

    /// <summary>
    /// Whether it makes no difference when an expression is evaluated, as long as nothing writes the variables that it names: it throws nothing,
    /// changes nothing and reads no other memory.
    /// </summary>
    public static bool IsStable(Expression? expression, VariableTable variables) => RuntimeHelpers.TryEnsureSufficientExecutionStack() && expression switch
    {
        null or ConstantExpression or DefaultExpression => true,
        ParameterExpression variable => !variables.IsEscaped(variable),
        UnaryExpression unary => IsHarmless(unary) && IsStable(unary.Operand, variables),
        BinaryExpression binary => IsHarmless(binary) && IsStable(binary.Left, variables) && IsStable(binary.Right, variables),
        ConditionalExpression choice => choice.Type != typeof(void)
            && IsStable(choice.Test, variables) && IsStable(choice.IfTrue, variables) && IsStable(choice.IfFalse, variables),
        MemberExpression { Member: FieldInfo, Expression: { Type.IsValueType: true } owner } => IsStable(owner, variables),
        TypeBinaryExpression { NodeType: ExpressionType.TypeIs } test => IsStable(test.Expression, variables),
        _ => false,
    };

    /// <summary>Whether evaluating it again costs nothing.</summary>
    public static bool IsTrivial(Expression expression, VariableTable variables) =>
        expression is ConstantExpression or ParameterExpression && IsStable(expression, variables);

    /// <summary>The variable that holds a place; null where an object does.</summary>
    public static ParameterExpression? Root(Expression? place) => place switch
    {
        ParameterExpression variable => variable,
        MemberExpression { Member: FieldInfo, Expression: { Type.IsValueType: true } owner } => Root(owner),
        _ => null,
    };

    private static bool IsHarmless(UnaryExpression unary) => unary.NodeType switch
    {
        ExpressionType.Negate or ExpressionType.Not or ExpressionType.OnesComplement or ExpressionType.TypeAs => unary.Method is null,
        ExpressionType.Convert => unary.Type.IsPrimitive && unary.Operand.Type.IsPrimitive || unary.Type.IsEnum && unary.Operand.Type.IsPrimitive
            || unary.Operand.Type.IsEnum && unary.Type.IsPrimitive || unary.Type.IsAssignableFrom(unary.Operand.Type) && !unary.Operand.Type.IsValueType,
        _ => false,
    };

    private static bool IsHarmless(BinaryExpression binary) => binary.Method is null && binary.NodeType switch
    {
        ExpressionType.Divide or ExpressionType.Modulo => binary.Type == typeof(float) || binary.Type == typeof(double),
        ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply
            or ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr or ExpressionType.LeftShift or ExpressionType.RightShift
            or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Equal or ExpressionType.NotEqual
            or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual => true,
        _ => false,
    };

    private sealed class Writes(HashSet<ParameterExpression> writes) : TreeVisitor
    {
        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType == ExpressionType.Assign)
                Add(node.Left);
            return base.VisitBinary(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Object is { Type.IsValueType: true } receiver)
                Add(receiver);
            AddArguments(node.Method.GetParameters(), node.Arguments);
            return base.VisitMethodCall(node);
        }

        protected override Expression VisitNew(NewExpression node)
        {
            if (node.Constructor is { } constructor)
                AddArguments(constructor.GetParameters(), node.Arguments);
            return base.VisitNew(node);
        }

        private void AddArguments(ParameterInfo[] parameters, ReadOnlyCollection<Expression> arguments)
        {
            for (var i = 0; i < parameters.Length; i++)
                if (parameters[i].ParameterType.IsByRef)
                    Add(arguments[i]);
        }

        private void Add(Expression place)
        {
            if (Root(place) is { } variable)
                writes.Add(variable);
        }
    }
}

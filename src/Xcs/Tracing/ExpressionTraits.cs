using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

/// <summary>What may be done with an expression that holds no call of its own.</summary>
internal sealed class ExpressionTraits
{
    private readonly Dictionary<Expression, Trait> _known = [];

    [Flags]
    private enum Trait
    {
        None = 0,
        Inert = 1,
        Mergeable = 2,
        Small = 4,
        All = Inert | Mergeable | Small,
    }

    /// <summary>Whether nothing tells when it is evaluated: it throws nothing and reads nothing that changes.</summary>
    public bool IsInert(Expression expression) => Of(expression).HasFlag(Trait.Inert);

    /// <summary>Whether it is inert and one evaluation may stand for many: it makes no object.</summary>
    public bool IsPure(Expression expression) => Of(expression).HasFlag(Trait.Inert | Trait.Mergeable);

    /// <summary>Whether it takes a few instructions: no loops and no operators of the user.</summary>
    public bool IsSmall(Expression expression) => Of(expression).HasFlag(Trait.Small);

    private Trait Of(Expression expression)
    {
        if (expression is ConstantExpression or ParameterExpression or DefaultExpression)
            return Trait.All;
        if (expression is LambdaExpression or { NodeType: ExpressionType.Quote })
            return Trait.Inert | Trait.Small;
        if (_known.TryGetValue(expression, out var known))
            return known;
        ExpressionRefusal.EnsureStack(expression);
        var traits = Own(expression);
        foreach (var child in ExpressionChildren.Of(expression))
            traits &= Of(child);
        if (expression is UnaryExpression convert && ExpressionMethodGroup.Of(convert) is { Target: ConstantExpression })
            traits = Trait.Inert | Trait.Small;
        _known.Add(expression, traits);
        return traits;
    }

    private static Trait Own(Expression expression) => expression switch
    {
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        TypeBinaryExpression or ConditionalExpression => Trait.All,
        MemberExpression member => IsFixed(member) ? Trait.All : Trait.Small,
        MethodCallExpression call => Method(call.Method) | Trait.Small,
        NewExpression creation => New(creation) | Trait.Small,
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } => Trait.Inert | Trait.Small,
        NewArrayExpression or MemberInitExpression or ListInitExpression or IndexExpression => Trait.Small,
        _ => Trait.None,
    };

    private static Trait Unary(UnaryExpression node)
    {
        if (node.Method is not null)
            return Method(node.Method);
        return node.NodeType switch
        {
            ExpressionType.Convert => Conversion(node),
            ExpressionType.Negate or ExpressionType.UnaryPlus or ExpressionType.Not or ExpressionType.OnesComplement
                or ExpressionType.Increment or ExpressionType.Decrement or ExpressionType.IsTrue or ExpressionType.IsFalse => Trait.All,
            ExpressionType.TypeAs => node.Operand.Type.IsValueType ? Trait.Inert | Trait.Small : Trait.All,
            ExpressionType.NegateChecked or ExpressionType.ConvertChecked or ExpressionType.ArrayLength or ExpressionType.Unbox => Trait.Small,
            _ => Trait.None,
        };
    }

    private static Trait Conversion(UnaryExpression node)
    {
        var from = Nullable.GetUnderlyingType(node.Operand.Type) ?? node.Operand.Type;
        var to = Nullable.GetUnderlyingType(node.Type) ?? node.Type;
        var losesNull = node.Operand.Type != from && node.Type == to;
        if (from.IsValueType && to.IsValueType)
            return losesNull || !(from == to || (IsNumber(from) && IsNumber(to))) ? Trait.Small : Trait.All;
        if (!node.Type.IsAssignableFrom(node.Operand.Type))
            return Trait.Small;
        return from.IsValueType ? Trait.Inert | Trait.Small : Trait.All;
    }

    private static Trait Binary(BinaryExpression node)
    {
        if (node.Conversion is not null)
            return Trait.None;
        if (node.Method is not null)
            return Method(node.Method);
        return node.NodeType switch
        {
            ExpressionType.Divide or ExpressionType.Modulo => IsFloat(node.Type) ? Trait.All : Trait.Small,
            ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply or ExpressionType.And or ExpressionType.Or
                or ExpressionType.ExclusiveOr or ExpressionType.LeftShift or ExpressionType.RightShift or ExpressionType.LessThan
                or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual or ExpressionType.Equal
                or ExpressionType.NotEqual or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce => Trait.All,
            ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked or ExpressionType.ArrayIndex => Trait.Small,
            _ => Trait.None,
        };
    }

    private static Trait Method(MethodInfo method)
    {
        if (ExpressionBuiltIns.IsTotal(method))
            return method.ReturnType.IsValueType ? Trait.All : Trait.Inert | Trait.Small;
        return ExpressionBuiltIns.Contains(method) ? Trait.Small : Trait.None;
    }

    // A part of a value is there with the value; so is a read-only field of an object known to exist.
    private static bool IsFixed(MemberExpression node) => node switch
    {
        { Expression: null } => false,
        { Member: FieldInfo, Expression.Type.IsValueType: true } => true,
        { Member: FieldInfo { IsInitOnly: true }, Expression: ConstantExpression { Value: not null } } => true,
        { Member.Name: "HasValue", Expression.Type: { IsValueType: true } owner } => Nullable.GetUnderlyingType(owner) is not null,
        _ => false,
    };

    private static Trait New(NewExpression node)
    {
        if (node.Constructor is null || (node.Type.IsValueType && node.Type.IsAssignableTo(typeof(ITuple))))
            return Trait.All;
        return node.Type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) ? Trait.Inert : Trait.None;
    }

    private static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum;

    private static bool IsFloat(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var number && (number == typeof(double) || number == typeof(float));
}

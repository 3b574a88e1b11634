using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

/// <summary>Which expressions write, and where.</summary>
internal static class ExpressionPlaces
{
    public static bool IsAssignment(ExpressionType type) => type is ExpressionType.Assign
        or ExpressionType.PreIncrementAssign or ExpressionType.PreDecrementAssign or ExpressionType.PostIncrementAssign or ExpressionType.PostDecrementAssign
        or (>= ExpressionType.AddAssign and <= ExpressionType.SubtractAssignChecked);

    /// <summary>The variable that a place is reached from; null where it is reached from something else.</summary>
    public static ParameterExpression? Root(Expression place) => place switch
    {
        ParameterExpression variable => variable,
        MemberExpression { Expression: { } owner } => Root(owner),
        IndexExpression { Object: { } owner } => Root(owner),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => Root(element.Left),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Root(convert.Operand),
        _ => null,
    };

    /// <summary>The variable of a struct type that changes when the struct at a place does; null where the place is a copy or in an object.</summary>
    public static ParameterExpression? Changed(Expression place) => place switch
    {
        ParameterExpression variable => variable,
        MemberExpression { Member: FieldInfo, Expression: { Type.IsValueType: true } owner } => Changed(owner),
        _ => null,
    };

    /// <summary>Whether a method may change its receiver in place: only a struct's method can, and only where nothing is readonly.</summary>
    public static bool MayChange(Expression receiver, MethodInfo method)
    {
        var type = receiver.Type;
        if (!type.IsValueType || type.IsPrimitive || type.IsEnum || IsReadOnly(type) || IsReadOnly(method))
            return false;
        var isInherited = method.DeclaringType is { IsClass: true };
        var isOfTheRuntime = Nullable.GetUnderlyingType(type) is not null || type.IsAssignableTo(typeof(ITuple));
        return !isInherited && !isOfTheRuntime;
    }

    /// <summary>Whether other expressions may be put in the place of an expression's variables, each evaluated anywhere inside and any number of times.</summary>
    public static bool IsSubstitutable(Expression expression)
    {
        var search = new Obstacles();
        search.Visit(expression);
        return !search.Found;
    }

    private static bool IsReadOnly(MemberInfo member) => member.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    // A delegate would read the other expression later, a struct's method would change it, a label would be there twice.
    private sealed class Obstacles : ExpressionVisitor
    {
        public bool Found { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            if (node is not null)
                ExpressionRefusal.EnsureStack(node);
            Found |= node is LambdaExpression or LoopExpression or LabelExpression or GotoExpression or TryExpression
                || node is MethodCallExpression { Object: { } receiver } call && MayChange(receiver, call.Method) && Changed(receiver) is not null
                || node is MemberExpression { Member: PropertyInfo { GetMethod: { } getter }, Expression: { } owner } && MayChange(owner, getter) && Changed(owner) is not null;
            return Found ? node : base.Visit(node);
        }
    }
}

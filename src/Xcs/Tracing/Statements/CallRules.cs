using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow;

namespace Xcs.Tracing.Statements;

/// <summary>
/// The rule for each call: a call that returns a value is an operator without effects; one that returns nothing is an effect; calls on one
/// mutable object that the function touches more than once keep their order; <see cref="OperatorAttribute"/> and what is known of the base
/// library refine that.
/// </summary>
internal sealed class CallRules(PointsTo points)
{
    /// <summary>The rule where nothing else touches the receiver; see <see cref="Turn"/> for the other case.</summary>
    public CallRule Of(MethodCallExpression call)
    {
        if (MayReferTo(call))
            return ThroughReference(call.Method.Name == "Load", ExpressionCalls.IsNode(call));
        var rule = Plain(call);
        var given = Reach(ExpressionChildren.Of(call)).ToArray();
        return !ExpressionCalls.IsNode(call) || !Array.Exists(given, item => points.IsRestless(item.Place))
            ? rule
            : rule with { Accesses = [.. rule.Accesses, .. Everywhere(AccessKind.Write, given)], IsCommitting = true, Text = $"{rule.Text}; a lambda that it is given has effects" };
    }

    // Where a reference points to is not followed.
    private static bool MayReferTo(Expression call) =>
        ExpressionChildren.Of(call).Any(static part => IsReference(part.Type)) || IsReference(call.Type);

    private static bool IsReference(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lifting.ByRef<>);

    private CallRule ThroughReference(bool isLoad, bool isNode)
    {
        var kind = isLoad ? AccessKind.Read : AccessKind.Write;
        return new([.. points.All.Select(place => new Access(kind, place, typeof(object), IsDeep: true))], !isLoad, isNode, "in order: it goes through a reference");
    }

    private CallRule Plain(MethodCallExpression call)
    {
        var method = call.Method;
        if (method.GetCustomAttribute<OperatorAttribute>() is { } declared)
            return new([.. Looks(call)], IsCommitting: false, IsWork: true, $"operator, as declared{(declared.Effect == EffectKind.None ? "" : $", {declared.Effect.ToString().ToLowerInvariant()}")}");
        if (method.DeclaringType == typeof(Graph) || method.DeclaringType == typeof(ExpressionForms))
            return new([.. Looks(call)], IsCommitting: false, IsWork: true, "node of its own kind");
        if (call.Object is { } receiver)
            return OnObject(call, receiver);
        return call.Type == typeof(void) || method.DeclaringType == typeof(Console) ? StaticEffect(call) : StaticOperator(call);
    }

    /// <summary>The rule for a delegate.</summary>
    public CallRule Of(InvocationExpression call)
    {
        if (MayReferTo(call))
            return ThroughReference(isLoad: false, isNode: true);
        var given = Reach(ExpressionChildren.Of(call));
        return call.Type == typeof(void)
            ? Effect([.. Everywhere(AccessKind.Write, given), new(AccessKind.Write, PointsTo.Outside, typeof(object), IsDeep: true)], "effect: which method the delegate calls is not known")
            : new([.. Everywhere(AccessKind.Read, given)], IsCommitting: false, IsWork: true, "operator: a delegate that returns a value");
    }

    /// <summary>Calls on one object, one after the other; null where the rule does not depend on who else touches the receiver.</summary>
    public CallRule? Turn(MethodCallExpression call)
    {
        if (call is not { Object: { Type: var type } receiver } || call.Type == typeof(void) || call.Method.IsDefined(typeof(OperatorAttribute), inherit: true)
            || Immutability.Holds(type) || type.IsValueType || MemoryTypes.IsContainer(type) || MemoryTypes.IsReader(call.Method))
        {
            return null;
        }

        return new([.. At(AccessKind.Turn, receiver), .. Looks(call)], IsCommitting: true, IsWork: true, $"in order: {Name(receiver)} is touched more than once");
    }

    private CallRule OnObject(MethodCallExpression call, Expression receiver)
    {
        var type = receiver.Type;
        if (MemoryTypes.IsContainer(type) || (type.IsValueType && MemoryTypes.IsOfTheFramework(type)))
        {
            var isReader = MemoryTypes.IsReader(call.Method) || type.IsValueType;
            Access[] accesses = [.. At(isReader ? AccessKind.Read : AccessKind.Write, receiver), .. ByReference(call), .. Everywhere(AccessKind.Read, Reach(Seen(call)))];
            return new(accesses, IsVisible(accesses), IsWork: false, isReader ? $"reads {Name(receiver)}" : $"in order on {Name(receiver)}{(IsVisible(accesses) ? ", after all before it: others can see it" : "")}");
        }

        if (call.Type == typeof(void))
        {
            return Effect([.. At(AccessKind.Write, receiver, isDeep: true), .. Everywhere(AccessKind.Write, Reach(call.Arguments.Append(receiver))), new(AccessKind.Write, points.StaticsOf(type), type)],
                $"effect on {Name(receiver)}: it returns nothing");
        }

        return new([.. Looks(call)], ByReference(call).Any(), IsWork: true, Immutability.Holds(type) ? "operator" : $"operator: the only call on {Name(receiver)}");
    }

    // An enumerator looks at what it was made from.
    private static IEnumerable<Expression> Seen(MethodCallExpression call) =>
        call.Object!.Type.IsAssignableTo(typeof(System.Collections.IEnumerator)) ? call.Arguments.Append(call.Object) : call.Arguments;

    private CallRule StaticEffect(MethodCallExpression call)
    {
        var type = call.Method.DeclaringType!;
        var given = Everywhere(type == typeof(Console) ? AccessKind.Read : AccessKind.Write, Reach(call.Arguments));
        if (MemoryTypes.IsStateless(type))
        {
            Access[] accesses = [.. given, .. ByReference(call)];
            return new(accesses, IsVisible(accesses), IsWork: false, "in order on its arguments");
        }

        return Effect([.. given, .. ByReference(call), new(AccessKind.Write, points.StaticsOf(type), type)], $"effect on {TypeNames.Of(type)}: {(call.Type == typeof(void) ? "it returns nothing" : "it reads what others write")}");
    }

    private CallRule StaticOperator(MethodCallExpression call)
    {
        var type = call.Method.DeclaringType!;
        List<Access> accesses = [.. Looks(call)];
        if (!MemoryTypes.IsStateless(type))
            accesses.Add(new(AccessKind.Read, points.StaticsOf(type), type));
        return new(accesses, IsVisible(accesses), IsWork: true, "operator");
    }

    /// <summary>What a call that changes nothing by itself reads: all that it can get at. What it is given by reference it may write.</summary>
    private IEnumerable<Access> Looks(MethodCallExpression call) => Everywhere(AccessKind.Read, Reach(ExpressionChildren.Of(call))).Concat(ByReference(call));

    private IEnumerable<Access> ByReference(MethodCallExpression call)
    {
        var parameters = call.Method.GetParameters();
        for (var k = 0; k < parameters.Length; k++)
        {
            if (parameters[k].ParameterType.IsByRef && !parameters[k].IsIn && call.Arguments[k] is MemberExpression or IndexExpression or BinaryExpression { NodeType: ExpressionType.ArrayIndex })
            {
                foreach (var access in Place(AccessKind.Write, call.Arguments[k]))
                    yield return access;
            }
        }
    }

    /// <summary>The accesses of reading or writing a field, a property or an element.</summary>
    public IEnumerable<Access> Place(AccessKind kind, Expression place)
    {
        switch (place)
        {
            case MemberExpression { Expression: null } member:
                return IsConstant(member.Member) || DelegateBody.IsCache(member.Member) || kind == AccessKind.Read && MemoryTypes.IsOfTheFramework(member.Member.DeclaringType!)
                    ? []
                    : [new(kind, points.StaticsOf(member.Member.DeclaringType!), member.Member.DeclaringType!, member.Member is FieldInfo ? member.Member : null)];
            case MemberExpression { Expression: { Type.IsValueType: true } owner, Member: FieldInfo }:
                return kind == AccessKind.Write ? Place(kind, owner) : [];
            case MemberExpression { Expression: { } owner, Member: FieldInfo field }:
                return kind == AccessKind.Read && field.IsInitOnly ? [] : At(kind, owner, field);
            case MemberExpression { Expression: { } owner, Member: PropertyInfo property }:
                if (kind == AccessKind.Read && (Immutability.Holds(owner.Type) || Nullable.GetUnderlyingType(owner.Type) is not null))
                    return [];
                if (MemoryTypes.IsPlain(property))
                    return At(kind, owner, property);
                return MemoryTypes.IsContainer(owner.Type) || MemoryTypes.IsOfTheFramework(owner.Type)
                    ? At(kind, owner)
                    : [.. At(kind, owner, isDeep: true), .. Everywhere(kind, Reach([owner]))];
            case IndexExpression { Object: { } owner }:
                return Immutability.Holds(owner.Type) ? [] : At(kind, owner, isDeep: !MemoryTypes.IsContainer(owner.Type));
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } element:
                return At(kind, element.Left);
            default:
                return [];
        }
    }

    /// <summary>Whether somebody outside can see what the accesses change.</summary>
    public bool IsVisible(IEnumerable<Access> accesses) => accesses.Any(access => access.Kind != AccessKind.Read && points.IsVisible(access.Place));

    public static IEnumerable<Access> Everywhere(AccessKind kind, IEnumerable<(int Place, Type Type)> places) => places.Select(item => new Access(kind, item.Place, item.Type, IsDeep: true));

    /// <summary>All that expressions lead to; objects from outside with the type by which they are known here.</summary>
    public IEnumerable<(int Place, Type Type)> Reach(IEnumerable<Expression> expressions) =>
        expressions.SelectMany(expression => points.Reach(points.Of(expression)).Select(place => (place, expression.Type))).Distinct();

    private IEnumerable<Access> At(AccessKind kind, Expression owner, MemberInfo? member = null, bool isDeep = false) =>
        points.Of(owner).Select(place => new Access(kind, place, owner.Type.IsValueType ? typeof(object) : owner.Type, member, isDeep));

    private static CallRule Effect(IReadOnlyList<Access> accesses, string text) => new(accesses, IsCommitting: true, IsWork: false, text);

    private static bool IsConstant(MemberInfo member) => member is FieldInfo { IsInitOnly: true } or FieldInfo { IsLiteral: true };

    private static string Name(Expression receiver) => receiver switch
    {
        ParameterExpression { Name: { } name } => name,
        MemberExpression member => member.Member.Name,
        _ => $"a {TypeNames.Of(receiver.Type)}",
    };
}

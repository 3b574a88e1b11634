using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <content>Calls: words of the language, functions of the platform, and methods that are inlined.</content>
internal sealed partial class KernelLowering
{
    private LoweredValue? Call(MethodCallExpression call, bool isUsed, string? name = null)
    {
        var method = call.Method;
        if (TryIntrinsic(call, isUsed, name, out var result))
            return result;
        if (TryStoreByReference(call))
            return null;
        if (PureFunctions.Of(method) is { } function)
        {
            var operands = Operands(call.Arguments).Select(v => ((Scalar)v).Expression).ToArray();
            Locate(call);
            return new Scalar(Folded(Expression.Call(function, operands)));
        }
        if (method is { Name: "Equals", DeclaringType: { IsGenericType: true } comparer } && comparer.GetGenericTypeDefinition() == typeof(EqualityComparer<>) && call.Arguments.Count == 2)
            return AreEqual(comparer.GetGenericArguments()[0], call);
        if (method.DeclaringType is { IsInterface: true } contract && call.Object?.Type is { IsValueType: true } type)
            method = ImplementationOf(type, contract, method);
        if (!method.IsStatic && !(method.DeclaringType!.IsValueType || IsClosure(call.Object!)))
            throw Refuse($"a call of {method.DeclaringType.Name}.{method.Name} on an object", "Call static methods, and methods of structs.");
        return Inline(method, call.Object, call.Arguments);
    }

    // A struct behind a type parameter is called through the interface that constrains it.
    private static MethodInfo ImplementationOf(Type type, Type contract, MethodInfo method)
    {
        var map = type.GetInterfaceMap(contract);
        var position = Array.FindIndex(map.InterfaceMethods, m => m.MetadataToken == method.MetadataToken);
        return method.IsGenericMethod ? map.TargetMethods[position].MakeGenericMethod(method.GetGenericArguments()) : map.TargetMethods[position];
    }

    // What the equality of records asks for. As there, NaN equals NaN.
    private LoweredValue? AreEqual(Type type, MethodCallExpression call)
    {
        if (!KernelTypes.IsNumber(KernelTypes.Canonical(type)))
            return type.GetMethod(nameof(Equals), [type]) is { } equals
                ? Inline(equals, call.Arguments[0], new([call.Arguments[1]]))
                : throw Refuse($"the equality of {TypeName(type)}", "Compare its fields.");
        var operands = Operands(call.Arguments);
        var (left, right) = (((Scalar)operands[0]).Expression, ((Scalar)operands[1]).Expression);
        if (type != typeof(float) && type != typeof(double) && type != typeof(Half))
            return new Scalar(Noted(Expression.Equal(left, right)));
        (left, right) = (Fixed(left), Fixed(right));
        var areNaN = Noted(Expression.And(Noted(Expression.NotEqual(left, left)), Noted(Expression.NotEqual(right, right))));
        return new Scalar(Noted(Expression.Or(Noted(Expression.Equal(left, right)), areNaN)));
    }

    private bool IsClosure(Expression instance) => Value(instance) is Nothing;

    private LoweredValue New(NewExpression node)
    {
        if (IsReference(node.Type))
            throw RefuseReference();
        if (!KernelTypes.IsStruct(node.Type))
            throw Refuse(Describe(node), Mend(node));
        if (node.Constructor is null)
            return Zero(node.Type);
        var made = NewVariable(node.Type, null);
        Store(made, Zero(node.Type));
        Inline(node.Constructor, null, node.Arguments, made);
        return made;
    }

    private LoweredValue? Inline(MethodBase method, Expression? instance, ReadOnlyCollection<Expression> arguments, LoweredValue? target = null)
    {
        var name = $"{method.DeclaringType?.Name}.{method.Name}";
        if (IsReference(method.DeclaringType))
            throw RefuseReference();
        if (_frame.Contains(method))
            throw method.DeclaringType?.Assembly == typeof(object).Assembly
                ? Refuse($"{name} is built into the runtime", "Use the functions of Math, MathF and BitOperations, and the operations of Atomic.")
                : Refuse($"{name} calls itself", "Write a loop: kernels have no stack to recurse on.");
        if (method is MethodInfo { IsVirtual: true, IsFinal: false, DeclaringType.IsValueType: false })
            throw Refuse($"a virtual call of {name}", "Call static methods, and methods of structs.");
        var source = _source;
        var frame = new InlineFrame(Lift(method), _frame, source);
        var parameters = frame.Method.Parameters;
        var first = method.IsStatic ? 0 : 1;
        if (first == 1)
            frame.Variables[parameters[0]] = target ?? (AssignmentCounts.Root(instance) is not null ? Value(instance!) : Bound(frame, parameters[0], Value(instance!)));
        var isByRef = arguments.Select((_, i) => parameters[i + first].IsByRef || parameters[i + first].Type.IsByRefLike).ToArray();
        var values = Operands([.. arguments.Where((_, i) => !isByRef[i])]);
        for (var i = 0; i < arguments.Count; i++)
            if (isByRef[i])
                frame.Variables[parameters[i + first]] = Place(arguments[i]);
        for (int i = 0, next = 0; i < arguments.Count; i++)
            if (!isByRef[i])
                frame.Variables[parameters[i + first]] = Bound(frame, parameters[i + first], values[next++]);
        var caller = _frame;
        _frame = frame;
        LoweredValue? result = null;
        if (frame.Method.Body.Type == typeof(void))
            Statement(frame.Method.Body);
        else
            result = Value(frame.Method.Body);
        _frame = caller;
        _source = source;
        return result;
    }

    /// <summary>What a parameter is bound to: the argument itself where nothing can tell, otherwise a variable of its own.</summary>
    private LoweredValue Bound(InlineFrame frame, ParameterExpression parameter, LoweredValue value)
    {
        if (value is Handle or Nothing)
            return value;
        var isFixed = frame.Assignments[parameter] == 0;
        var isOneExpression = frame.Method.Body is not BlockExpression;
        if (isFixed && (value.IsInvariant || isOneExpression && value.Leaves.All(leaf => leaf is ConstantExpression or ParameterExpression or ThreadValue or ArrayLength) && !IsReferenced(frame, value)))
            return value;
        var variable = NewVariable(parameter.Type, parameter.Name);
        Store(variable, value);
        return variable;
    }

    // A method that has a variable also by reference may change it while it reads the value.
    private static bool IsReferenced(InlineFrame frame, LoweredValue value) =>
        frame.Variables.Where(bound => bound.Key.IsByRef).SelectMany(bound => bound.Value.Leaves).Intersect(value.Leaves.OfType<ParameterExpression>()).Any();
}

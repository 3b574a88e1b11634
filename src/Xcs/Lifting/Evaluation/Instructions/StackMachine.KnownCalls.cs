using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

/// <content>Methods that have a form of their own in trees.</content>
internal sealed partial class StackMachine
{
    private bool TryKnownCall(MethodInfo method, StackEntry[] arguments)
    {
        if (method.DeclaringType == typeof(Type) && method.Name == nameof(Type.GetTypeFromHandle)
            && arguments is [Value { Expression: ConstantExpression { Value: RuntimeTypeHandle handle } }])
        {
            Push(Expression.Constant(Type.GetTypeFromHandle(handle), typeof(Type)));
            return true;
        }
        if (CanPass(method, arguments) || Mirrors.Of(method) is not { } mirror)
            return false;
        var parameters = method.GetParameters();
        var passed = new Expression[arguments.Length];
        for (var i = 0; i < passed.Length; i++)
            passed[i] = parameters[i].ParameterType.IsByRef
                ? ToReference(arguments[i], parameters[i].ParameterType.GetElementType()!)
                : Coercion.To(ToValue(arguments[i]), StackKinds.Representation(parameters[i].ParameterType));
        Finish(Expression.Call(mirror, passed), method);
        return true;
    }

    private bool TryKnownInstanceCall(MethodInfo method, StackEntry receiver, StackEntry[] arguments)
    {
        if (method.DeclaringType is not { IsGenericType: true } type || method.Name != "get_Item")
            return false;
        var definition = type.GetGenericTypeDefinition();
        if (definition != typeof(Span<>) && definition != typeof(ReadOnlySpan<>))
            return false;
        var index = Coercion.To(ToValue(arguments[0]), typeof(int));
        var span = receiver is Value value ? value.Expression : Load(receiver, type);
        // The indexer reads the span behind an address after its index was computed.
        if (receiver is not Value && !Effects.IsStable(index, _variables) && !Effects.IsStable(span, _variables))
            index = Keep(index);
        var element = type.GetGenericArguments();
        Push(new Reference(Expression.Call(typeof(SpanAccess), nameof(SpanAccess.At), element, span, index)));
        return true;
    }
}

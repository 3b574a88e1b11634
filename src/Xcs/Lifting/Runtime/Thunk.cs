using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>
/// Calls that expression trees cannot say: with references or pointers to places without a name, of methods that return such, of a virtual method
/// past its overrides, of a static interface method. A delegate around a few instructions says them; references pass as <see cref="ByRef{T}"/>.
/// </summary>
internal static class Thunk
{
    // By the method's own life: an assembly that is unloaded is not held.
    private static readonly ConditionalWeakTable<MethodBase, ConcurrentDictionary<(bool IsVirtual, Type? Constrained), Delegate>> Delegates = [];
    private static readonly ConditionalWeakTable<Delegate, MethodBase> Targets = [];

    /// <summary>A call whose arguments begin with the receiver: an object, or a reference to a struct.</summary>
    public static Expression Call(MethodBase method, bool isVirtual, Type? constrained, IEnumerable<Expression> arguments)
    {
        var thunk = Delegates.GetValue(method, static _ => []).GetOrAdd((isVirtual, constrained), key => New(method, key.IsVirtual, key.Constrained));
        return Expression.Invoke(Expression.Constant(thunk), arguments);
    }

    /// <summary>The method that an invocation calls if it was made here; null otherwise.</summary>
    public static MethodBase? TargetOf(InvocationExpression invocation) =>
        invocation.Expression is ConstantExpression { Value: Delegate thunk } && Targets.TryGetValue(thunk, out var target) ? target : null;

    /// <summary>The types of what a call takes from the stack.</summary>
    public static IEnumerable<Type> ArgumentTypes(MethodBase method, Type? constrained)
    {
        if (!method.IsStatic && !method.IsConstructor)
        {
            var receiver = constrained ?? method.DeclaringType!;
            yield return receiver.IsValueType || constrained is not null ? receiver.MakeByRefType() : receiver;
        }
        foreach (var parameter in method.GetParameters())
            yield return parameter.ParameterType;
    }

    public static Type ReturnType(MethodBase method) => method is MethodInfo { ReturnType: var type } ? type : method.DeclaringType!;

    private static Delegate New(MethodBase method, bool isVirtual, Type? constrained)
    {
        var arguments = ArgumentTypes(method, constrained).ToArray();
        var result = ReturnType(method);
        var (parameters, returned) = (Array.ConvertAll(arguments, StackKinds.Representation), StackKinds.Representation(result));
        var thunk = new DynamicMethod(method.Name, returned, parameters, typeof(Thunk).Module, skipVisibility: true);
        var code = thunk.GetILGenerator();
        for (var i = 0; i < arguments.Length; i++)
        {
            code.Emit(OpCodes.Ldarg, (short)i);
            if (arguments[i].IsByRef)
                code.Emit(OpCodes.Ldfld, parameters[i].GetField(nameof(ByRef<>.Value))!);
            else if (parameters[i] != arguments[i])
                code.Emit(OpCodes.Conv_U);
        }
        EmitCall(code, method, isVirtual, constrained);
        if (result.IsByRef)
            code.Emit(OpCodes.Newobj, returned.GetConstructors()[0]);
        else if (returned != result)
            code.Emit(OpCodes.Conv_U8);
        code.Emit(OpCodes.Ret);
        var made = thunk.CreateDelegate(Expression.GetDelegateType([.. parameters, returned]));
        Targets.Add(made, method);
        return made;
    }

    private static void EmitCall(ILGenerator code, MethodBase method, bool isVirtual, Type? constrained)
    {
        if (constrained is not null)
            code.Emit(OpCodes.Constrained, constrained);
        if (method is ConstructorInfo constructor)
            code.Emit(OpCodes.Newobj, constructor);
        else
            code.Emit(isVirtual ? OpCodes.Callvirt : OpCodes.Call, (MethodInfo)method);
    }
}

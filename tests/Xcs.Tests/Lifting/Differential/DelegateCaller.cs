using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>
/// Calls a delegate of any type with boxed arguments: spans are made from arrays and come back as arrays, what a by-reference parameter was
/// given comes back in the argument array. Throws what the delegate throws, unwrapped.
/// </summary>
internal static class DelegateCaller
{
    private static readonly ConcurrentDictionary<Type, Func<Delegate, object?[], object?>> Callers = [];

    public static Func<Delegate, object?[], object?> For(Type delegateType) => Callers.GetOrAdd(delegateType, Emit);

    /// <summary>The types that travel boxed as they are, or as an array, which is what spans do.</summary>
    public static bool Carries(Type type) =>
        IsSpan(type) || (!type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRef && type != typeof(TypedReference));

    public static bool IsSpan(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Span<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>));

    private static Func<Delegate, object?[], object?> Emit(Type delegateType)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters();
        var caller = new DynamicMethod("Call", typeof(object), [typeof(Delegate), typeof(object?[])], typeof(DelegateCaller).Module, skipVisibility: true);
        var il = caller.GetILGenerator();
        var locals = parameters.Select(p => il.DeclareLocal(Value(p))).ToArray();
        for (var k = 0; k < parameters.Length; k++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, k);
            il.Emit(OpCodes.Ldelem_Ref);
            Unbox(il, Value(parameters[k]));
            il.Emit(OpCodes.Stloc, locals[k]);
        }

        var result = il.DeclareLocal(typeof(object));
        il.BeginExceptionBlock();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, delegateType);
        for (var k = 0; k < parameters.Length; k++)
            il.Emit(parameters[k].ParameterType.IsByRef ? OpCodes.Ldloca : OpCodes.Ldloc, locals[k]);
        il.Emit(OpCodes.Callvirt, invoke);
        if (invoke.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else
            Box(il, invoke.ReturnType);
        il.Emit(OpCodes.Stloc, result);

        // A finally, because an exception must not lose what was written through references before it.
        il.BeginFinallyBlock();
        for (var k = 0; k < parameters.Length; k++)
        {
            if (!parameters[k].ParameterType.IsByRef)
                continue;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, k);
            il.Emit(OpCodes.Ldloc, locals[k]);
            Box(il, Value(parameters[k]));
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.EndExceptionBlock();
        il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Ret);
        return (Func<Delegate, object?[], object?>)caller.CreateDelegate(typeof(Func<Delegate, object?[], object?>));
    }

    private static Type Value(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static void Unbox(ILGenerator il, Type type)
    {
        if (IsSpan(type))
        {
            var element = type.GetGenericArguments()[0].MakeArrayType();
            il.Emit(OpCodes.Castclass, element);
            il.Emit(OpCodes.Newobj, type.GetConstructor([element])!);
        }
        else
            il.Emit(OpCodes.Unbox_Any, type);
    }

    private static void Box(ILGenerator il, Type type)
    {
        if (IsSpan(type))
        {
            var span = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, span);
            il.Emit(OpCodes.Ldloca, span);
            il.Emit(OpCodes.Call, type.GetMethod("ToArray")!);
        }
        else
            il.Emit(OpCodes.Box, type);
    }
}

using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;
using Xcs.Lifting;
using Xcs.Tracing;

namespace Xcs.Compilation;

/// <summary>
/// Whether an operator cannot throw and does nothing but compute, as far as a look at its method's IL tells: arguments, locals, constants,
/// arithmetic that neither divides nor checks, conversions that do not check, comparisons, branches, and calls of static methods of which the
/// same is true; no memory. Opcodes: ECMA-335, partition III.
/// </summary>
internal static class ThrowFree
{
    // How deep calls are followed: those of the base library's arithmetic go two or three deep; what calls itself comes to an end.
    private const int MostCalls = 4;

    public static bool Is(Operator node)
    {
        if (node.Emit([.. node.InputTypes.Select(static type => Expression.Parameter(type))]) is not { } call)
            return false;
        // Of its own operators the product calls pure what throws nothing; a user's method may be pure and throw.
        if (node is { IsPure: true, Method: null })
            return true;
        return call is MethodCallExpression { Object: null or ConstantExpression { Value: not null } } method
            ? method.Arguments.All(static argument => argument is ParameterExpression) && Is(method.Method, MostCalls)
            : new ExpressionTraits().IsInert(call);
    }

    private static bool Is(MethodBase method, int calls)
    {
        if (method.IsAbstract || method.GetMethodBody() is not { ExceptionHandlingClauses.Count: 0 } body || body.GetILAsByteArray() is not { } code)
            return false;
        return IlReader.Read(code).TrueForAll(instruction => IsHarmless(instruction.OpCode)
            || (instruction.OpCode == ILOpCode.Call && calls > 0 && IsHarmless(Resolve(method, instruction.Number), calls)));
    }

    private static bool IsHarmless(MethodBase called, int calls) =>
        called is MethodInfo { IsStatic: true } method && !RunsInitializer(method) && (ExpressionBuiltIns.IsTotal(method) || Is(method, calls - 1));

    // The call of a static method may be what initialises its type, which may throw.
    private static bool RunsInitializer(MethodInfo method) =>
        method.DeclaringType is { TypeInitializer: not null } type && !type.Attributes.HasFlag(TypeAttributes.BeforeFieldInit);

    private static MethodBase Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static bool IsHarmless(ILOpCode code) => code is ILOpCode.Nop or ILOpCode.Dup or ILOpCode.Pop or ILOpCode.Ret
        or (>= ILOpCode.Ldarg_0 and <= ILOpCode.Stloc_3)
        or ILOpCode.Ldarg_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Stloc_s or ILOpCode.Ldarg or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Stloc
        or (>= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_r8)
        or (>= ILOpCode.Br_s and <= ILOpCode.Blt_un)
        or (>= ILOpCode.Add and <= ILOpCode.Mul)
        or (>= ILOpCode.And and <= ILOpCode.Conv_u8)
        or ILOpCode.Conv_r_un or ILOpCode.Conv_u2 or ILOpCode.Conv_u1 or ILOpCode.Conv_i or ILOpCode.Conv_u
        or (>= ILOpCode.Ceq and <= ILOpCode.Clt_un);
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using Xcs.Lifting;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Whether a lambda that a function hands on does more than compute: it writes a field or an element, or calls a method that returns nothing or
/// changes a collection. Read from its IL; the rules for calls are those of the function itself.
/// </summary>
internal static class DelegateBody
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> Known = [];

    public static bool Changes(MethodInfo method) => Known.GetOrAdd(method, static method => Decide(method));

    /// <summary>Whether a static field is where the compiler keeps a lambda that captures nothing.</summary>
    public static bool IsCache(MemberInfo member) => member is FieldInfo { IsStatic: true } && member.Name.StartsWith("<>9", StringComparison.Ordinal);

    private static bool Decide(MethodInfo method)
    {
        // A method that has a name follows the rule for calls; what a lambda does is written in the function.
        if (!method.Name.Contains('<', StringComparison.Ordinal))
            return method.ReturnType == typeof(void);
        try
        {
            return MethodSource.Of(method).Instructions.Exists(instruction => Changes(instruction, method));
        }
        catch (LiftingException)
        {
            return true;
        }
    }

    private static bool Changes(IlInstruction instruction, MethodInfo method)
    {
        switch (instruction.OpCode)
        {
            case ILOpCode.Stfld or ILOpCode.Stobj or ILOpCode.Stelem or (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref) or (>= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8) or ILOpCode.Stind_i:
                return true;
            case ILOpCode.Stsfld:
                return !IsCache(method.Module.ResolveField(instruction.Number, Arguments(method.DeclaringType), Arguments(method))!);
            case ILOpCode.Call or ILOpCode.Callvirt:
                var called = method.Module.ResolveMethod(instruction.Number, Arguments(method.DeclaringType), Arguments(method));
                return called is MethodInfo target && Changes(target);
            case ILOpCode.Ldftn:
                return method.Module.ResolveMethod(instruction.Number, Arguments(method.DeclaringType), Arguments(method)) is MethodInfo inner && inner != method && DelegateBody.Changes(inner);
            default:
                return false;
        }

        static bool Changes(MethodInfo target) =>
            target.ReturnType == typeof(void) || (!target.IsStatic && MemoryTypes.IsContainer(target.DeclaringType!) && !MemoryTypes.IsReader(target));
    }

    private static Type[]? Arguments(Type? type) => type is { IsGenericType: true } ? type.GetGenericArguments() : null;

    private static Type[]? Arguments(MethodInfo method) => method.IsGenericMethod ? method.GetGenericArguments() : null;
}

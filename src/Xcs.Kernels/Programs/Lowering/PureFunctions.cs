using System.Numerics;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <summary>Static functions of the platform that kernels call as they are: from numbers to a number, without effects.</summary>
internal static class PureFunctions
{
    private static readonly HashSet<Type> Owners =
    [
        typeof(Math), typeof(MathF), typeof(BitOperations), typeof(BitConverter), typeof(LaneMath), typeof(Half), typeof(float), typeof(double),
        typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(byte), typeof(bool),
    ];

    public static bool Includes(MethodInfo method) => method is { IsStatic: true, DeclaringType: { } owner } && Owners.Contains(owner)
        && KernelTypes.IsNumber(method.ReturnType) && method.GetParameters().All(p => KernelTypes.IsNumber(p.ParameterType)) && method.GetMethodBody() is not null | method.IsPublic;

    /// <summary>Whether a function throws for some arguments, so that lanes that are not active must not call it.</summary>
    public static bool MayThrow(MethodInfo method) => method.Name switch
    {
        "Clamp" or "ClampNative" or "DivRem" or "Round" or "BigMul" or "Log2" or "ILogB" or "CheckedDivide" => method.Name != "Round" && method.Name != "ILogB" || method.GetParameters().Length > 1,
        "Abs" => KernelTypes.IsInteger(method.ReturnType),
        "Sign" => true,
        _ => method.IsSpecialName && method.Name.StartsWith("op_Checked", StringComparison.Ordinal),
    };
}

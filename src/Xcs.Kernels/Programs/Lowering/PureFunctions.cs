using System.Numerics;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <summary>Static functions of the platform that kernels call as they are: from numbers to a number, without effects.</summary>
internal static class PureFunctions
{
    private static readonly HashSet<Type> Owners =
    [
        typeof(Math), typeof(MathF), typeof(BitOperations), typeof(BitConverter), typeof(LaneMath), typeof(Products), typeof(Rounding), typeof(Half), typeof(float), typeof(double),
        typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(byte), typeof(bool),
    ];

    /// <summary>The function that a kernel calls for a method of the platform; null where that is inlined.</summary>
    public static MethodInfo? Of(MethodInfo method) => Includes(method) ? method : Rounding.Of(method);

    public static bool Includes(MethodInfo method) => method is { IsStatic: true, DeclaringType: { } owner } && Owners.Contains(owner)
        && KernelTypes.IsNumber(method.ReturnType) && method.GetParameters() is { Length: <= 3 } parameters && Array.TrueForAll(parameters, p => KernelTypes.IsNumber(p.ParameterType)) && method.GetMethodBody() is not null | method.IsPublic;

    /// <summary>Whether a function throws for some arguments, so that lanes that are not active must not call it.</summary>
    public static bool MayThrow(MethodInfo method) => method.Name[(method.Name.LastIndexOf('.') + 1)..] switch
    {
        "Clamp" or "ClampNative" or "DivRem" or "BigMul" or "Log2" or "Sign" or "CreateChecked" => true,
        "Round" or "ILogB" => method.GetParameters().Length > 1,
        "Abs" or "CopySign" => KernelTypes.IsInteger(method.ReturnType),
        "op_Division" or "op_Modulus" => KernelTypes.IsInteger(method.ReturnType),
        var name => name.StartsWith("op_Checked", StringComparison.Ordinal),
    };
}

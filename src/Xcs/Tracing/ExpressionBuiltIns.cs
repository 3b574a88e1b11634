using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

/// <summary>Methods of the base library that are too small to be nodes: they stay part of the expression around them.</summary>
internal static class ExpressionBuiltIns
{
    private static readonly HashSet<Type> SmallTypes =
    [
        typeof(Math), typeof(MathF), typeof(string), typeof(Convert), typeof(BitOperations), typeof(BitConverter),
        typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(Half),
        typeof(ValueTuple), typeof(Tuple), typeof(Nullable), typeof(FormattableStringFactory),
    ];

    // No argument makes them throw, and they read nothing but their arguments.
    private static readonly HashSet<string> TotalOnFloats =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "BitDecrement", "BitIncrement", "Cbrt", "Ceiling", "CopySign",
        "Cos", "Cosh", "Exp", "Floor", "FusedMultiplyAdd", "IEEERemainder", "Log", "Log10", "Log2", "Max", "MaxMagnitude", "Min",
        "MinMagnitude", "Pow", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate",
    ];

    private static readonly HashSet<string> TotalOnStrings =
        ["Concat", "Equals", "IsNullOrEmpty", "IsNullOrWhiteSpace", "op_Equality", "op_Inequality", "op_Implicit"];

    /// <summary>Whether calls of the method are glue. A method that runs a delegate or reads a sequence may take any time, so it is not.</summary>
    public static bool Contains(MethodInfo method)
    {
        var owner = method.DeclaringType;
        if (IsOurs(owner))
            return true;
        if (owner == typeof(object))
            return method.Name == nameof(ReferenceEquals);
        if (owner == typeof(MethodInfo))
            return method.Name == nameof(MethodInfo.CreateDelegate);
        return owner is not null && SmallTypes.Contains(owner)
            && (IsTuple(owner) || method.GetParameters().All(static parameter => IsSmall(parameter.ParameterType)));
    }

    /// <summary>Whether the method throws for no arguments and reads no state, so that it may run later than written.</summary>
    public static bool IsTotal(MethodInfo method)
    {
        var owner = method.DeclaringType;
        var parameters = method.GetParameters();
        if (owner == typeof(Math) || owner == typeof(MathF))
        {
            return method.Name is "Min" or "Max"
                ? parameters.All(static parameter => parameter.ParameterType.IsPrimitive)
                : TotalOnFloats.Contains(method.Name) && parameters.All(static parameter => IsFloat(parameter.ParameterType));
        }

        if (owner == typeof(string))
            return method.IsStatic && TotalOnStrings.Contains(method.Name) && parameters.All(static parameter => parameter.ParameterType == typeof(string));
        return (owner is not null && IsTuple(owner))
            || (owner == typeof(object) && method.Name == nameof(ReferenceEquals))
            || IsReadOnlySpanOfArray(method);
    }

    // Small steps that the front end itself puts into trees.
    private static bool IsOurs(Type? owner) => owner?.Assembly == typeof(ExpressionBuiltIns).Assembly && owner.Namespace is "Xcs.Dataflow.Operators" or "Xcs.Lifting";

    private static bool IsTuple(Type owner) => owner == typeof(ValueTuple) || owner == typeof(Tuple);

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsReadOnlySpanOfArray(MethodInfo method) =>
        method.Name == "op_Implicit" && method.DeclaringType is { IsGenericType: true } owner
        && owner.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) && method.GetParameters()[0].ParameterType.IsArray;

    private static bool IsSmall(Type type) =>
        type == typeof(string) || type.IsArray
        || (!typeof(Delegate).IsAssignableFrom(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !type.IsPointer);
}

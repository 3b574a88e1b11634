using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Calls of the platform's vector methods, which have the same names at every width. The JIT turns each into an instruction or two, without the
/// budget that inlining has.
/// </summary>
internal static class VectorCalls
{
    private static readonly ConcurrentDictionary<string, MethodInfo> Known = [];

    // The JIT of .NET 10 knows the operators themselves. The methods of these names only call them, and are inlined no more where a function has 512
    // variables, which warps of many registers come to.
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["Add"] = "op_Addition",
        ["Subtract"] = "op_Subtraction",
        ["Multiply"] = "op_Multiply",
        ["Divide"] = "op_Division",
        ["Negate"] = "op_UnaryNegation",
        ["BitwiseAnd"] = "op_BitwiseAnd",
        ["BitwiseOr"] = "op_BitwiseOr",
        ["Xor"] = "op_ExclusiveOr",
        ["OnesComplement"] = "op_OnesComplement",
        ["EqualsAll"] = "op_Equality",
    };

    public static Type ElementOf(Type vector) => vector.GetGenericArguments()[0];

    public static Expression Zero(Type vector) => Expression.Property(null, vector, "Zero");

    public static Expression AllBitsSet(Type vector) => Expression.Property(null, vector, "AllBitsSet");

    /// <summary>A vector with the same number in every lane.</summary>
    public static Expression Splat(Type vector, Expression number) => Call(vector, "Create", number);

    /// <summary>A vector of constants.</summary>
    public static Expression Constants(Type vector, Func<int, object> lane)
    {
        var count = Lanes(vector);
        return Call(vector, "Create", [.. Enumerable.Range(0, count).Select(i => Expression.Constant(lane(i), ElementOf(vector)))]);
    }

    public static int Lanes(Type vector) => SizeOf(vector) / (LaneLayout.LaneBytes(ElementOf(vector)));

    public static int SizeOf(Type vector)
    {
        var definition = vector.GetGenericTypeDefinition();
        return definition == typeof(Vector512<>) ? 64 : definition == typeof(Vector256<>) ? 32 : 16;
    }

    /// <summary>The same bits as lanes of another type.</summary>
    public static Expression As(Expression vector, Type element)
    {
        var from = ElementOf(vector.Type);
        if (from == element)
            return vector;
        var owner = OwnerOf(vector.Type);
        var method = Known.GetOrAdd($"{owner.Name}.As<{from.Name},{element.Name}>", _ => owner.GetMethods()
            .Single(m => m.Name == "As" && m.GetGenericArguments().Length == 2).MakeGenericMethod(from, element));
        return Expression.Call(method, vector);
    }

    /// <summary>Calls a method of the class that belongs to the first vector argument.</summary>
    public static Expression Call(string name, params Expression[] arguments) => Call(arguments[0].Type, name, arguments);

    /// <summary>Calls a method of the class that belongs to a vector type.</summary>
    public static Expression Call(Type vector, string name, params Expression[] arguments)
    {
        var owner = OwnerOf(vector);
        var key = $"{owner.Name}.{name}<{ElementOf(vector).Name}>({string.Join(',', arguments.Select(a => a.Type.ToString()))})";
        return Expression.Call(Known.GetOrAdd(key, _ => Find(owner, name, ElementOf(vector), arguments)), arguments);
    }

    public static Type OwnerOf(Type vector) => SizeOf(vector) switch
    {
        64 => typeof(Vector512),
        32 => typeof(Vector256),
        _ => typeof(Vector128),
    };

    private static MethodInfo Find(Type owner, string name, Type element, Expression[] arguments)
    {
        if (Operators.TryGetValue(name, out var operation))
            return arguments[0].Type.GetMethod(operation, Array.ConvertAll(arguments, a => a.Type))!;
        foreach (var method in owner.GetMethods())
        {
            if (method.Name != name || method.GetParameters().Length != arguments.Length || method.GetGenericArguments().Length > 1)
                continue;
            var candidate = method.IsGenericMethodDefinition ? method.MakeGenericMethod(element) : method;
            if (candidate.GetParameters().Select(p => p.ParameterType).SequenceEqual(arguments.Select(a => a.Type)))
                return candidate;
        }
        throw new MissingMethodException($"{owner.Name}.{name} of {element.Name} on {string.Join(", ", arguments.Select(a => a.Type))}");
    }
}

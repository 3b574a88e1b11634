using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>What an operator does for one lane, on the bits of its operands: what the same node of an expression tree does.</summary>
internal delegate ulong ScalarFunction(ulong first, ulong second, ulong third);

/// <summary>Makes scalar functions.</summary>
internal static class ScalarFunctions
{
    private static readonly ConcurrentDictionary<(ExpressionType, Type, Type, Type?, MethodInfo?), ScalarFunction> Operators = [];
    private static readonly ConcurrentDictionary<MethodInfo, ScalarFunction> Calls = [];

    public static ScalarFunction Of(UnaryExpression node) => Operators.GetOrAdd((node.NodeType, node.Type, node.Operand.Type, null, node.Method),
        _ => Compile(arguments => Expression.MakeUnary(node.NodeType, arguments[0], node.Type, node.Method), node.Operand.Type));

    public static ScalarFunction Of(BinaryExpression node) => Operators.GetOrAdd((node.NodeType, node.Type, node.Left.Type, node.Right.Type, node.Method),
        _ => Compile(arguments => Expression.MakeBinary(node.NodeType, arguments[0], arguments[1], false, node.Method), node.Left.Type, node.Right.Type));

    public static ScalarFunction Of(MethodInfo method) => Calls.GetOrAdd(method, static method =>
        Compile(arguments => Expression.Call(VectorFunctions.Definition(method), arguments), [.. method.GetParameters().Select(p => p.ParameterType)]));

    /// <summary>An operator on two operands of one type.</summary>
    public static ScalarFunction Of(ExpressionType operation, Type type) =>
        Of(Expression.MakeBinary(operation, Expression.Default(type), Expression.Default(type)));

    /// <summary>The lesser or greater of two numbers, as <see cref="Math"/> has it.</summary>
    public static ScalarFunction OfMath(string name, Type type) => Of(typeof(Math).GetMethod(name, [type, type])!);

    private static ScalarFunction Compile(Func<Expression[], Expression> body, params Type[] types)
    {
        ParameterExpression[] bits = [.. Enumerable.Range(0, 3).Select(i => Expression.Parameter(typeof(ulong), $"bits{i}"))];
        var arguments = types.Select((type, i) => Bits.To(bits[i], type)).ToArray();
        return Expression.Lambda<ScalarFunction>(Bits.From(body(arguments)), bits).Compile();
    }
}

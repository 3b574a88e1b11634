using System.Reflection;

namespace Xcs.Optimization;

/// <summary>
/// Numbers operators so that two have one number only if their calls on the same inputs give the same result: one instance, one method
/// without state behind it, or constants that no program can tell apart.
/// </summary>
internal sealed class OperatorIdentity
{
    private readonly Dictionary<Operator, int> _byInstance = [];
    private readonly Dictionary<object, int> _byMeaning = [];
    private Operator? _last;
    private int _lastClass;

    public int ClassOf(Operator node)
    {
        if (ReferenceEquals(node, _last))
            return _lastClass;
        if (!_byInstance.TryGetValue(node, out var known))
        {
            known = Meaning(node) is { } meaning ? Number(meaning) : _byInstance.Count;
            _byInstance.Add(node, known);
        }

        _last = node;
        return _lastClass = known;
    }

    // The first operator of a meaning lends its number.
    private int Number(object meaning)
    {
        if (!_byMeaning.TryGetValue(meaning, out var number))
            _byMeaning.Add(meaning, number = _byInstance.Count);
        return number;
    }

    private static object? Meaning(Operator node) => node.Kind == OperatorKind.Constant
        ? ValueOf(node.ConstantValue) is { } value ? (node.ResultType, node.ConstantValue?.GetType(), value) : null
        : node.Method is { } method && IsStateless(method, node.InputTypes.Count) ? (node.GetType(), method, node.Name) : null;

    // Equality must see every bit: 0.0 equals -0.0 and 1.0m equals 1.00m, but not all that is computed from them.
    private static object? ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        double number => BitConverter.DoubleToInt64Bits(number),
        float number => BitConverter.SingleToInt32Bits(number),
        Half number => BitConverter.HalfToInt16Bits(number),
        decimal number => string.Join(' ', decimal.GetBits(number)),
        string or Enum => value,
        _ when value.GetType().IsPrimitive => value,
        _ => null,
    };

    // All inputs are the method's own parameters, and its object, where it has one, is that of a lambda that captures nothing.
    private static bool IsStateless(MethodInfo method, int inputs) =>
        method.GetParameters().Length == inputs && (method.IsStatic || method.DeclaringType is { IsSealed: true } type && IsEmpty(type));

    private static bool IsEmpty(Type type) =>
        type.BaseType == typeof(object) && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length == 0;
}

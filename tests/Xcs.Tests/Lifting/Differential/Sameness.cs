using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>
/// Finds the first difference between two values: numbers by their bits, collections by their items, everything else by its fields. A NaN is a
/// NaN: its sign and payload depend on the order in which the machine is given the operands, which ECMA-335 leaves open.
/// </summary>
internal sealed class Sameness
{
    private const int MaximumDepth = 12, MaximumItems = 500;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = [];

    private readonly HashSet<(object, object)> _seen = new(PairComparer.Instance);

    public string? Difference(object? expected, object? actual, string where, int depth = 0)
    {
        if (ReferenceEquals(expected, actual) && expected is not IEnumerator)
            return null;
        if (expected is null || actual is null || expected.GetType() != actual.GetType())
            return Differ(expected, actual, where);

        switch (expected)
        {
            case bool truth:
                // IL may leave any byte but zero in a true bool.
                return truth ? (bool)actual ? null : Differ(expected, actual, where) : (bool)actual ? Differ(expected, actual, where) : null;
            case double number:
                return (double.IsNaN(number) && double.IsNaN((double)actual)) || BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)actual) ? null : Differ(expected, actual, where);
            case float number:
                return (float.IsNaN(number) && float.IsNaN((float)actual)) || BitConverter.SingleToInt32Bits(number) == BitConverter.SingleToInt32Bits((float)actual) ? null : Differ(expected, actual, where);
            case Half number:
                return (Half.IsNaN(number) && Half.IsNaN((Half)actual)) || BitConverter.HalfToInt16Bits(number) == BitConverter.HalfToInt16Bits((Half)actual) ? null : Differ(expected, actual, where);
            case decimal number:
                return decimal.GetBits(number).AsSpan().SequenceEqual(decimal.GetBits((decimal)actual)) ? null : Differ(expected, actual, where);
            case Capture capture:
                // The rest of a match is made when it is first asked for.
                var other = (Capture)actual;
                return (capture.Index, capture.Value) == (other.Index, other.Value) ? null : Differ(expected, actual, where);
            case Exception or Thread or Timer:
            case MethodInfo { DeclaringType: null }:
                // Dynamic methods, such as those of compiled regular expressions, are made for one object each.
                return null;
            case Type made when !made.Equals(actual):
                // Types that are made for signatures are equal to nothing.
                return made.ToString() == actual.ToString() ? null : Differ(expected, actual, where);
            case string or BigInteger or MemberInfo or Pointer or Assembly or Module:
                return expected.Equals(actual) ? null : Differ(expected, actual, where);
        }

        var type = expected.GetType();
        if (type.IsPrimitive || type.IsEnum)
            return expected.Equals(actual) ? null : Differ(expected, actual, where);
        if (type.Namespace == "System.Runtime.Intrinsics" && type.IsGenericType)
            return Items(InputVectors.Elements(expected), InputVectors.Elements(actual), where, depth);
        if (depth > MaximumDepth || (!type.IsValueType && !_seen.Add((expected, actual))))
            return null;
        if (expected is Array expectedArray)
            return Shapes(expectedArray, (Array)actual, where) ?? Items(expectedArray, (Array)actual, where, depth);
        if (expected is Delegate expectedDelegate)
            return expectedDelegate.Method.DeclaringType is null || expectedDelegate.Method.Name == ((Delegate)actual).Method.Name ? null : Differ(expected, actual, where);
        return expected is IEnumerable items and not IEnumerator && !type.IsValueType
            ? Items(items, (IEnumerable)actual, where, depth)
            : ByFields(expected, actual, type, where, depth);
    }

    private static string? Shapes(Array expected, Array actual, string where)
    {
        for (var k = 0; k < expected.Rank; k++)
        {
            if (expected.GetLength(k) != actual.GetLength(k))
                return $"{where}: expected length {expected.GetLength(k)}, got {actual.GetLength(k)}";
        }

        return null;
    }

    private string? Items(IEnumerable expected, IEnumerable actual, string where, int depth)
    {
        var (first, second) = (Enumerate(expected), Enumerate(actual));
        using var others = second.GetEnumerator();
        var index = 0;
        foreach (var item in first)
        {
            if (!others.MoveNext())
                return $"{where}: expected more than {index} items";
            if (Difference(item, others.Current, $"{where}[{index}]", depth + 1) is { } difference)
                return difference;
            index++;
        }

        return others.MoveNext() ? $"{where}: expected {index} items, got more" : null;
    }

    // Lazy sequences may fail on the way, or never end.
    private static IEnumerable<object?> Enumerate(IEnumerable items)
    {
        IEnumerator? enumerator = null;
        var count = 0;
        while (count++ < MaximumItems)
        {
            object? current;
            try
            {
                enumerator ??= items.GetEnumerator();
                if (!enumerator.MoveNext())
                    yield break;
                current = enumerator.Current;
            }
            catch (Exception failure)
            {
                current = failure.GetType();
                count = MaximumItems;
            }

            yield return current;
        }
    }

    private string? ByFields(object expected, object actual, Type type, string where, int depth)
    {
        foreach (var field in Fields.GetOrAdd(type, FieldsOf))
        {
            if (Difference(field.GetValue(expected), field.GetValue(actual), $"{where}.{field.Name}", depth + 1) is { } difference)
                return difference;
        }

        return null;
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return [.. fields.Where(static field => DelegateCaller.Carries(field.FieldType))];
    }

    private static string Differ(object? expected, object? actual, string where) =>
        $"{where}: expected {Showing.Text(expected)}, got {Showing.Text(actual)}";

    private sealed class PairComparer : IEqualityComparer<(object, object)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((object, object) x, (object, object) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((object, object) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}

using System.Collections.Concurrent;
using System.Reflection;

namespace Xcs.Tracing.Statements;

/// <summary>Says of which types no object changes, as far as a program can see: all fields are readonly, and so are those of their types.</summary>
internal static class Immutability
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    private static readonly HashSet<Type> Fixed =
    [
        typeof(string), typeof(Uri), typeof(Version), typeof(Type), typeof(DBNull), typeof(Task), typeof(void), typeof(Unit), typeof(CancellationToken), typeof(TimeProvider),
        typeof(IFormatProvider), typeof(System.Globalization.CultureInfo), typeof(System.Text.Encoding), typeof(System.Text.RegularExpressions.Regex),
    ];

    /// <summary>Whether no object of the type ever changes, and none that it leads to.</summary>
    public static bool Holds(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known;
        var holds = Decide(type, []);
        Known.TryAdd(type, holds);
        return holds;
    }

    private static bool Decide(Type type, HashSet<Type> open)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || Fixed.Contains(type) || type.IsSubclassOf(typeof(Type)) || type.IsAssignableTo(typeof(MemberInfo)))
            return true;
        if (type.IsByRefLike || type.IsByRef || type.IsArray || type.IsInterface || type == typeof(object) || type.IsAssignableTo(typeof(Delegate)) || type.IsGenericParameter)
            return false;
        if (!open.Add(type))
            return true;
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>) || IsImmutableCollection(type)))
            return type.GetGenericArguments().All(item => Decide(item, open));
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            // A struct is a copy: that its fields can be assigned changes nobody else's.
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if ((!type.IsValueType && !field.IsInitOnly) || !Decide(field.FieldType, open))
                    return false;
            }
        }

        // An abstract class says little about its objects.
        return !type.IsAbstract;
    }

    private static bool IsImmutableCollection(Type type) =>
        type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen" && !type.Name.StartsWith("Builder", StringComparison.Ordinal);
}

using System.Collections;
using System.Reflection;
using System.Text;

namespace Xcs.Tracing.Statements;

/// <summary>What is known of the base library: types whose methods touch nothing but the object itself, and methods that only look.</summary>
internal static class MemoryTypes
{
    private static readonly HashSet<string> Readers =
    [
        "AsReadOnly", "BinarySearch", "Clone", "CompareTo", "Contains", "ContainsKey", "ContainsValue", "Equals", "Exists", "Find", "FindAll", "FindIndex",
        "FindLast", "FindLastIndex", "GetEnumerator", "GetHashCode", "GetLength", "GetLowerBound", "GetRange", "GetType", "GetUpperBound", "GetValue",
        "IndexOf", "IsProperSubsetOf", "IsProperSupersetOf", "IsSubsetOf", "IsSupersetOf", "LastIndexOf", "Overlaps", "Peek", "SetEquals", "Slice",
        "ToArray", "ToList", "ToString", "TrueForAll", "TryGetValue", "TryPeek",
    ];

    // Static classes of the base library whose methods keep no state of their own.
    private static readonly HashSet<string> Stateless =
        ["System.Array", "System.Buffer", "System.MemoryExtensions", "System.Linq.Enumerable", "System.Collections.Generic.CollectionExtensions", "System.Runtime.InteropServices.CollectionsMarshal"];

    /// <summary>Whether a type is a collection or a builder of the base library: calls touch the object alone, cost little, and reach nobody else.</summary>
    public static bool IsContainer(Type type) =>
        type.IsArray || type == typeof(StringBuilder) || type == typeof(Random)
        || (IsOfTheFramework(type) && type.Namespace is { } name && name.StartsWith("System.Collections", StringComparison.Ordinal) && type.Name != "BlockingCollection`1"
            && (type.IsAssignableTo(typeof(IEnumerable)) || type.IsAssignableTo(typeof(IEnumerator))));

    /// <summary>Whether a method of a container, or of any object, only looks.</summary>
    public static bool IsReader(MethodInfo method) =>
        Readers.Contains(method.Name) && (method.Name is "ToString" or "Equals" or "GetHashCode" or "GetType" || IsContainer(method.DeclaringType!))
        || (method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal));

    public static bool IsStateless(Type type) => type.FullName is { } name && Stateless.Contains(name);

    /// <summary>Whether a type belongs to .NET itself.</summary>
    public static bool IsOfTheFramework(Type type) =>
        type.Assembly == typeof(object).Assembly || type.Assembly.GetName().Name is { } name && name.StartsWith("System.", StringComparison.Ordinal) && type.Assembly.GetName().GetPublicKeyToken() is { Length: > 0 };

    /// <summary>The automatic property's field stands for the property: whether reading and writing it does nothing else.</summary>
    public static bool IsPlain(PropertyInfo property) =>
        (property.GetMethod ?? property.SetMethod) is { IsVirtual: false } accessor && accessor.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Lifting;

/// <summary>For methods on references their twins on <see cref="ByRef{T}"/>, which the runtime compiles to the same code.</summary>
internal static class Mirrors
{
    private static readonly ConditionalWeakTable<MethodInfo, MethodInfo> Known = [];

    /// <summary>The twin of a method; null where it has none.</summary>
    public static MethodInfo? Of(MethodInfo method)
    {
        if (method.DeclaringType != typeof(Unsafe) && method.DeclaringType != typeof(MemoryMarshal))
            return null;
        // A method without a twin stands for itself.
        var twin = Known.GetValue(method, static m => Find(m) ?? m);
        return twin == method ? null : twin;
    }

    private static MethodInfo? Find(MethodInfo method)
    {
        var mirror = method.DeclaringType == typeof(Unsafe) ? typeof(UnsafeMirror) : typeof(MemoryMarshalMirror);
        var types = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var parameters = method.GetParameters().Select(p => StackKinds.Representation(p.ParameterType)).ToArray();
        foreach (var candidate in mirror.GetMethods())
        {
            if (candidate.Name != method.Name || candidate.GetGenericArguments().Length != types.Length)
                continue;
            var twin = types.Length == 0 ? candidate : candidate.MakeGenericMethod(types);
            if (twin.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters))
                return twin;
        }
        return null;
    }
}

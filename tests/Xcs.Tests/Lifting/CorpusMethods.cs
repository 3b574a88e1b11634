using System.Reflection;

namespace Xcs.Tests.Lifting;

/// <summary>What of a compiled corpus is offered to the lifter.</summary>
internal static class CorpusMethods
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Arguments = [typeof(int), typeof(string), typeof(double), typeof(DayOfWeek), typeof(object), typeof(MemoryStream)];

    /// <summary>Every method with a body, also those that the compiler made for lambdas, local functions and records; generic ones at a few type arguments.</summary>
    public static IEnumerable<MethodInfo> Of(Assembly corpus)
    {
        foreach (var type in corpus.GetTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            // State machines are entered in the middle; display classes are the closures, and belong to the corpus.
            var isMachine = type.GetInterfaces().Any(static i => i.Name is "IAsyncStateMachine" or "IEnumerator");
            if (isMachine || type.Namespace is not "Corpus" || typeof(Delegate).IsAssignableFrom(type))
                continue;
            foreach (var method in type.GetMethods(Declared).Where(IsOffered))
            {
                foreach (var instance in Instances(method))
                    yield return instance;
            }
        }
    }

    // Private helpers may depend on what their callers set up.
    private static bool IsOffered(MethodInfo method) =>
        !method.IsAbstract && (method.IsPublic || method.Name.Contains('<', StringComparison.Ordinal) || method.DeclaringType!.Name.Contains('<', StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> Instances(MethodInfo method)
    {
        var owners = method.DeclaringType!.ContainsGenericParameters
            ? Attempts(method.DeclaringType.GetGenericArguments().Length, method.DeclaringType.MakeGenericType).Take(2).ToArray()
            : [method.DeclaringType];
        foreach (var owner in owners)
        {
            var candidate = (MethodInfo)MethodBase.GetMethodFromHandle(method.MethodHandle, owner.TypeHandle)!;
            if (!candidate.IsGenericMethodDefinition)
                yield return candidate;
            else
            {
                foreach (var instance in Attempts(candidate.GetGenericArguments().Length, candidate.MakeGenericMethod).Take(3))
                    yield return instance;
            }
        }
    }

    private static IEnumerable<T> Attempts<T>(int count, Func<Type[], T> make)
    {
        foreach (var argument in Arguments)
        {
            T made;
            try
            {
                made = make([.. Enumerable.Repeat(argument, count)]);
            }
            catch (Exception failure) when (failure is ArgumentException or TypeLoadException)
            {
                continue;
            }

            yield return made;
        }
    }
}

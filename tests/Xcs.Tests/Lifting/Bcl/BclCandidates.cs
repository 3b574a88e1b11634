using System.Reflection;
using System.Text;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>The public static methods of the base class library that can be called with generated inputs and compared.</summary>
internal static class BclCandidates
{
    private static readonly string[] AssemblyNames =
    [
        "System.Private.CoreLib",
        "System.Linq",
        "System.Collections",
        "System.Runtime.Numerics",
        "System.Text.RegularExpressions",
        "System.Text.Encodings.Web",
        "System.Collections.Immutable",
        "System.Memory",
        "System.Private.Uri",
    ];

    // What type parameters become: for the first that its constraints allow, and for the further ones that are offered as well.
    private static readonly Type[] Arguments = [typeof(int), typeof(string), typeof(double)];
    private static readonly Type[] SpareArguments = [typeof(byte), typeof(char), typeof(DayOfWeek), typeof(List<int>), typeof(object), typeof(ulong)];

    /// <summary>Every public static method with the reason why it is left out, or null.</summary>
    public static List<BclCandidate> All()
    {
        var candidates = new List<BclCandidate>();
        foreach (var assembly in AssemblyNames.Select(static name => Assembly.Load(name)))
        {
            foreach (var type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
            {
                foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(Name, StringComparer.Ordinal))
                    candidates.Add(Consider(method));
            }
        }

        return candidates;
    }

    /// <summary>The same for every run and every patch of the runtime: "System.Math.Clamp(Int32,Int32,Int32)".</summary>
    public static string Name(MethodBase method)
    {
        var name = new StringBuilder(method.DeclaringType!.FullName is { } full ? full.Split('[')[0] : method.DeclaringType.Name).Append('.').Append(method.Name);
        if (method.IsGenericMethod)
            name.Append('<').AppendJoin(',', method.GetGenericArguments().Select(Short)).Append('>');
        return name.Append('(').AppendJoin(',', method.GetParameters().Select(static p => Short(p.ParameterType))).Append(')').ToString();
    }

    private static string Short(Type type)
    {
        if (type.IsByRef)
            return Short(type.GetElementType()!) + "&";
        if (type.IsArray)
            return Short(type.GetElementType()!) + "[]";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(Short))}>" : type.Name;
    }

    private static BclCandidate Consider(MethodInfo method)
    {
        var candidate = new BclCandidate(Name(method), method.DeclaringType!.Assembly.GetName().Name!, [], null);
        if (BclExclusions.Reason(method) is { } excluded)
            return candidate with { Exclusion = excluded };
        if (method.DeclaringType.IsInterface)
            return candidate with { Exclusion = "a static member of an interface, called through a type parameter only" };

        var instances = Instances(method).ToList();
        if (instances.Count == 0)
            return candidate with { Exclusion = "no type arguments at hand satisfy its constraints" };

        Type? obstacle = null;
        var usable = instances.Where(instance => MethodInputs.For(instance.GetParameters(), out obstacle) is not null && DelegateCaller.Carries(instance.ReturnType)).ToArray();
        if (usable.Length == 0)
            return candidate with { Exclusion = obstacle is null ? "its result is a pointer, a reference or a ref struct" : Kind(obstacle) };
        if (usable[0].GetMethodBody() is null)
            return candidate with { Exclusion = "no IL: implemented by the runtime" };
        return candidate with { Instances = usable };
    }

    private static string Kind(Type obstacle) => obstacle switch
    {
        { IsPointer: true } or { IsFunctionPointer: true } => "a parameter is a pointer",
        { IsByRefLike: true } => "a parameter is a ref struct other than a span",
        _ when typeof(Delegate).IsAssignableFrom(obstacle) => "a parameter is a delegate that inputs cannot be made of",
        _ => "a parameter's type has no generator",
    };

    private static IEnumerable<MethodInfo> Instances(MethodInfo method)
    {
        if (!method.ContainsGenericParameters)
            return [method];
        var owners = method.DeclaringType!.ContainsGenericParameters
            ? Fill(method.DeclaringType.GetGenericArguments().Length, arguments => Attempt(() => method.DeclaringType.MakeGenericType(arguments))).ToArray()
            : [method.DeclaringType];
        var methods = owners.Select(owner => (MethodInfo)MethodBase.GetMethodFromHandle(method.MethodHandle, owner.TypeHandle)!);
        return methods.SelectMany(candidate => candidate.IsGenericMethodDefinition
            ? Fill(candidate.GetGenericArguments().Length, arguments => Attempt(() => candidate.MakeGenericMethod(arguments)))
            : [candidate]).Take(3);
    }

    private static List<T> Fill<T>(int count, Func<Type[], T?> make) where T : class
    {
        var made = Arguments.Select(argument => make(Repeat(argument, count))).OfType<T>().ToList();
        if (count > 1 && make([typeof(int), .. Repeat(typeof(string), count - 1)]) is { } mixed)
            made.Insert(0, mixed);
        if (made.Count > 0)
            return made;
        made.AddRange(SpareArguments.Select(argument => make(Repeat(argument, count))).OfType<T>().Take(2));
        return made;
    }

    private static Type[] Repeat(Type type, int count) => [.. Enumerable.Repeat(type, count)];

    private static T? Attempt<T>(Func<T> make) where T : class
    {
        try
        {
            return make();
        }
        catch (Exception failure) when (failure is ArgumentException or TypeLoadException or NotSupportedException)
        {
            return null;
        }
    }
}

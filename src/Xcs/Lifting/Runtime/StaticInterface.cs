using System.Reflection;

namespace Xcs.Lifting;

/// <summary>Static interface methods on known types.</summary>
internal static class StaticInterface
{
    /// <summary>The method with which a type implements a static interface method; null where only the runtime can tell.</summary>
    public static MethodInfo? Resolve(MethodInfo method, Type type)
    {
        if (method.DeclaringType is not { IsInterface: true } declaring || !declaring.IsAssignableFrom(type) || type.IsInterface)
            return null;
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var map = type.GetInterfaceMap(declaring);
        var index = Array.FindIndex(map.InterfaceMethods, m => m.MetadataToken == definition.MetadataToken && m.Module == definition.Module);
        if (index < 0 || map.TargetMethods[index] is not { } target || target.DeclaringType is not { IsInterface: false })
            return null;
        return method.IsGenericMethod ? target.MakeGenericMethod(method.GetGenericArguments()) : target;
    }
}

using System.Reflection;

namespace Xcs.Lifting;

/// <summary>Methods whose result depends on the method that calls them.</summary>
internal static class CallerDependent
{
    public static bool Includes(MethodBase method) => (method.DeclaringType, method.Name) switch
    {
        ({ } type, "GetCurrentMethod") => type == typeof(MethodBase),
        ({ } type, "GetCallingAssembly" or "GetExecutingAssembly" or "Load" or "LoadFrom") => type == typeof(Assembly),
        ({ } type, "GetType") => type == typeof(Type) && method.IsStatic,
        _ => false,
    };
}

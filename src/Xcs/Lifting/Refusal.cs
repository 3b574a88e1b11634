using System.Reflection;

namespace Xcs.Lifting;

/// <summary>Makes the errors of lifting.</summary>
internal static class Refusal
{
    public static LiftingException Of(
        MethodBase method, string construct, string mend, int? offset = null, SourceLocation source = default, Exception? inner = null)
    {
        var name = method.DeclaringType is { } type ? $"{type.Name}.{method.Name}" : method.Name;
        var place = offset is { } at ? $"{name} at IL_{at:X4}" : name;
        return new(method, offset, construct, $"{mend}.", place, source, inner);
    }
}

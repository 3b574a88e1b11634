using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Tests.Diagnostics.Display;

/// <summary>
/// What .NET Interactive does to find out how a value looks, as its <c>Formatter</c> does it: from names alone, knowing nothing of Xcs.
/// </summary>
/// <remarks>Source: dotnet/interactive, docs/formatting.md and Microsoft.DotNet.Interactive.Formatting/Formatter.cs.</remarks>
internal static class NotebookDisplay
{
    /// <summary>The text of a value in a form; null where its type names no formatter for it, or the formatter declines.</summary>
    public static string? Format(object value, string mimeType)
    {
        foreach (var attribute in value.GetType().GetCustomAttributes(inherit: true).Where(static attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
            var source = Activator.CreateInstance(sourceType)!;
            foreach (var formatter in (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
            {
                if ((string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)! != mimeType)
                    continue;
                using var writer = new StringWriter();
                if (Compile(formatter)(value, writer))
                    return writer.ToString();
            }
        }

        return null;
    }

    public static string[]? PreferredMimeTypes(Type type) => type.GetCustomAttributes(inherit: true)
        .Where(static attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute")
        .Select(static attribute => (string[]?)attribute.GetType().GetProperty("PreferredMimeTypes")?.GetValue(attribute))
        .FirstOrDefault();

    // It calls the method through an expression that is compiled: both types are internal, and that must not matter.
    private static Func<object, TextWriter, bool> Compile(object formatter)
    {
        MethodInfo method = formatter.GetType().GetMethod("Format")!;
        ParameterExpression value = Expression.Parameter(typeof(object)), writer = Expression.Parameter(typeof(TextWriter));
        return Expression.Lambda<Func<object, TextWriter, bool>>(Expression.Call(Expression.Constant(formatter), method, value, writer), value, writer).Compile();
    }
}

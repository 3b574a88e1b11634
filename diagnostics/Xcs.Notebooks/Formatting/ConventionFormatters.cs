using System.Collections;
using System.Collections.Concurrent;

namespace Xcs.Notebooks.Formatting;

/// <summary>
/// The formatters that a type names by .NET Interactive's convention: an attribute called <c>TypeFormatterSourceAttribute</c>, of whatever
/// assembly, whose <c>FormatterSourceType</c> has <c>CreateTypeFormatters()</c>, whose items have <c>MimeType</c> and <c>bool Format(object, TextWriter)</c>.
/// </summary>
/// <remarks>Source: dotnet/interactive, docs/formatting.md, "Convention-based formatters".</remarks>
internal sealed class ConventionFormatters
{
    private static readonly ConcurrentDictionary<Type, ConventionFormatters> Known = new();

    private readonly List<(string MimeType, Func<object, TextWriter, bool> Format)> _formatters = [];
    private readonly IReadOnlyList<string>? _preferred;

    private ConventionFormatters(Type type)
    {
        foreach (var attribute in type.GetCustomAttributes(inherit: true).Where(static attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            if (Property<Type>(attribute, "FormatterSourceType") is not { } sourceType)
                continue;
            var source = Activator.CreateInstance(sourceType)!;
            var made = (IEnumerable)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
            foreach (var formatter in made)
            {
                var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
                _formatters.Add((Property<string>(formatter, "MimeType")!, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter)));
            }

            _preferred ??= Property<string[]>(attribute, "PreferredMimeTypes");
        }
    }

    public int Count => _formatters.Count;

    /// <summary>The forms that the type prefers, or has; text is always among them.</summary>
    public IReadOnlyList<string> MimeTypes =>
        [.. (_preferred ?? [.. _formatters.Select(static formatter => formatter.MimeType)]).Append(Formatter.PlainType).Distinct()];

    public static ConventionFormatters Of(Type type) => Known.GetOrAdd(type, static type => new ConventionFormatters(type));

    /// <summary>The value in a form; null where no formatter makes it.</summary>
    public string? TryFormat(object value, string mimeType)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        return _formatters.Any(formatter => formatter.MimeType == mimeType && formatter.Format(value, writer)) ? writer.ToString() : null;
    }

    private static T? Property<T>(object owner, string name)
        where T : class =>
        owner.GetType().GetProperty(name)?.GetValue(owner) as T;
}

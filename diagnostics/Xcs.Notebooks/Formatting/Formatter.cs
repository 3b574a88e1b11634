using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using Xcs.Notebooks.Scripting;

namespace Xcs.Notebooks.Formatting;

/// <summary>
/// Says how values look: by the formatters that their types name by convention, otherwise HTML as it is, sequences as tables, and everything
/// else as text.
/// </summary>
internal static class Formatter
{
    public const string HtmlType = "text/html";
    public const string PlainType = "text/plain";

    // More rows say nothing more; .NET Interactive stops at 20 as well.
    private const int MostRows = 20;

    /// <summary>The forms of a value by MIME type.</summary>
    /// <param name="value">The value; may be null.</param>
    /// <param name="mimeType">The only form asked for; all that it has where it is null.</param>
    public static IReadOnlyDictionary<string, string> FormsOf(object? value, string? mimeType)
    {
        var forms = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in mimeType is null ? TypesOf(value) : [mimeType])
            forms[type] = Format(value, type);
        return forms;
    }

    private static IReadOnlyList<string> TypesOf(object? value) => value switch
    {
        null or string or IFormattable => [PlainType],
        Html => [HtmlType],
        _ when ConventionFormatters.Of(value.GetType()) is { Count: > 0 } formatters => formatters.MimeTypes,
        IEnumerable => [HtmlType, PlainType],
        _ => [PlainType],
    };

    private static string Format(object? value, string mimeType)
    {
        if (value is not null && ConventionFormatters.Of(value.GetType()).TryFormat(value, mimeType) is { } text)
            return text;
        return mimeType == HtmlType ? ToHtml(value) : ToPlain(value);
    }

    private static string ToPlain(object? value) => value switch
    {
        null => "<null>",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "[ " + string.Join(", ", Rows(items).Select(static item => Format(item, PlainType))) + " ]",
        _ => value.ToString() ?? "",
    };

    private static string ToHtml(object? value) => value switch
    {
        Html html => html.Content,
        not string and IEnumerable items => Table(items),
        _ => $"<pre>{WebUtility.HtmlEncode(ToPlain(value))}</pre>",
    };

    private static string Table(IEnumerable items)
    {
        var table = new StringBuilder("<table><tbody>");
        var row = 0;
        foreach (var item in Rows(items))
            table.Append(CultureInfo.InvariantCulture, $"<tr><td>{row++}</td><td>{Format(item, HtmlType)}</td></tr>");
        return table.Append("</tbody></table>").ToString();
    }

    private static IEnumerable<object?> Rows(IEnumerable items)
    {
        var row = 0;
        foreach (var item in items)
        {
            if (row++ == MostRows)
            {
                yield return "…";
                yield break;
            }

            yield return item;
        }
    }
}

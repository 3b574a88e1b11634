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
        IDictionary map => "[ " + string.Join(", ", Entries(map).Select(static entry => $"[{Format(entry.Key, PlainType)}, {Format(entry.Value, PlainType)}]")) + " ]",
        IEnumerable items => "[ " + string.Join(", ", Rows(items.GetEnumerator()).Select(static item => Format(item, PlainType))) + " ]",
        _ => value.ToString() ?? "",
    };

    private static string ToHtml(object? value) => value switch
    {
        Html html => html.Content,
        IDictionary map => Table(Entries(map)),
        not string and IEnumerable items => Table(Rows(items.GetEnumerator()).Select(static (item, row) => ((object?)row, item))),
        _ => $"<pre>{WebUtility.HtmlEncode(ToPlain(value))}</pre>",
    };

    private static string Table(IEnumerable<(object? Head, object? Value)> rows)
    {
        var table = new StringBuilder("<table><tbody>");
        foreach (var (head, value) in rows)
            table.Append(CultureInfo.InvariantCulture, $"<tr><td>{(head is int place ? place.ToString(CultureInfo.InvariantCulture) : Format(head, HtmlType))}</td><td>{Format(value, HtmlType)}</td></tr>");
        return table.Append("</tbody></table>").ToString();
    }

    private static IEnumerable<(object? Key, object? Value)> Entries(IDictionary map) =>
        Rows(map.GetEnumerator()).Select(static row => row is DictionaryEntry entry ? (entry.Key, entry.Value) : (row, row));

    // An enumerator, because that of a dictionary as such gives entries whose parts can be shown on their own.
    private static IEnumerable<object?> Rows(IEnumerator items)
    {
        using var disposed = items as IDisposable;
        for (var row = 0; items.MoveNext(); row++)
        {
            if (row == MostRows)
            {
                yield return "…";
                yield break;
            }

            yield return items.Current;
        }
    }
}

namespace Xcs.Diagnostics.Display;

/// <summary>How values of a type look in a notebook: as HTML, and as text where nothing else can be shown.</summary>
internal abstract class FormatterSource<T>(Func<T, string> html, Func<T, string> text)
    where T : class
{
    /// <summary>Called by its name; see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new DisplayFormatter(DisplayFormatter.Html, instance => instance is T value ? html(value) : null),
        new DisplayFormatter(DisplayFormatter.Plain, instance => instance is T value ? text(value) : null),
    ];
}

namespace Xcs.Diagnostics.Display;

/// <summary>Writes values in one form. A notebook finds it by the names of its members; see <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class DisplayFormatter(string mimeType, Func<object, string?> text)
{
    public const string Html = "text/html";
    public const string Plain = "text/plain";

    public string MimeType { get; } = mimeType;

    /// <returns>Whether the value is one that it knows; nothing is written where it is not.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (text(instance) is not { } written)
            return false;
        writer.Write(written);
        return true;
    }
}

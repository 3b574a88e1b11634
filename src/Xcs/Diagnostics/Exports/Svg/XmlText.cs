using System.Text;
using System.Xml;

namespace Xcs.Diagnostics.Exports.Svg;

/// <summary>Names as XML text. They hold whatever strings a program has: what XML cannot carry becomes U+FFFD, line breaks become spaces.</summary>
internal static class XmlText
{
    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        // Runes: a surrogate without its other half comes out as U+FFFD.
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsBmp)
                text.Append(Escape((char)rune.Value));
            else
                text.Append(rune);
        }

        return text.ToString();
    }

    private static string Escape(char letter) => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\r' or '\n' or '\t' => " ",
        _ when XmlConvert.IsXmlChar(letter) => letter.ToString(),
        _ => "\uFFFD",
    };
}

using System.Globalization;
using System.Text;

namespace Xcs.Dataflow;

/// <summary>Names and values in the text forms, which have a line a node.</summary>
internal static class TextForm
{
    private const int LongestLiteral = 120;

    /// <summary>Whether a name stands on one line.</summary>
    public static bool IsOneLine(string name) => !name.Any(char.IsControl);

    /// <summary>A name that nobody chose, on one line: what would break it becomes U+FFFD.</summary>
    public static string OneLine(string name) => IsOneLine(name) ? name : string.Concat(name.Select(static letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>A string as C# would write it; of a long one the beginning, and how long it is.</summary>
    public static string Literal(string value)
    {
        if (value.Length <= LongestLiteral)
            return $"\"{Escape(value, '"')}\"";
        // No pair of surrogates is cut in two.
        var end = LongestLiteral - (char.IsHighSurrogate(value[LongestLiteral - 1]) ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"\"{Escape(value[..end], '"')}…\" ({value.Length} characters)");
    }

    /// <summary>A character as C# would write it.</summary>
    public static string Literal(char value) => $"'{Escape(value.ToString(), '\'')}'";

    private static string Escape(string value, char quote)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\0' => text.Append("\\0"),
                _ when letter == quote => text.Append('\\').Append(letter),
                _ when char.IsControl(letter) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => text.Append(letter),
            };
        }

        return text.ToString();
    }
}

using System.Collections;
using System.Globalization;
using System.Text;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>Values as text that tells apart what looks alike: signed zeros, NaNs, lone surrogates.</summary>
internal static class Showing
{
    public static string Text(object? value, int depth = 0) => value switch
    {
        null => "null",
        string text => $"\"{Escape(text)}\"",
        char character => $"'{Escape(character.ToString())}'",
        double number => double.IsNaN(number) ? $"NaN(0x{BitConverter.DoubleToInt64Bits(number):X})" : number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => float.IsNaN(number) ? $"NaN(0x{BitConverter.SingleToInt32Bits(number):X})" : number.ToString("R", CultureInfo.InvariantCulture) + "f",
        Half number => $"Half(0x{BitConverter.HalfToInt16Bits(number):X})",
        Delegate function => function.GetType().Name,
        IEnumerable items and not IEnumerator when depth < 3 => Items(items, depth),
        _ => Guarded(value),
    };

    public static string Texts(IEnumerable<object?> values) => string.Join(", ", values.Select(static value => Text(value)));

    private static string Items(IEnumerable items, int depth)
    {
        var text = new StringBuilder(items.GetType().Name.Split('`')[0]).Append('[');
        try
        {
            var count = 0;
            foreach (var item in items)
            {
                if (count++ > 0)
                    text.Append(", ");
                if (count > 40)
                    return text.Append("…]").ToString();
                text.Append(Text(item, depth + 1));
            }
        }
        catch (Exception failure)
        {
            text.Append(failure.GetType().Name);
        }

        return text.Append(']').ToString();
    }

    private static string Guarded(object value)
    {
        try
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? value.GetType().Name;
        }
        catch (Exception failure)
        {
            return $"{value.GetType().Name} ({failure.GetType().Name})";
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text.Length > 200 ? text[..200] : text)
            escaped.Append(character is >= ' ' and < '\x7F' and not '"' and not '\\' ? character.ToString() : $"\\u{(int)character:X4}");
        return escaped.ToString();
    }
}

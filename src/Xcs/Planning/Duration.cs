using System.Globalization;

namespace Xcs.Planning;

/// <summary>Nanoseconds as people write them, in three digits; the same text everywhere.</summary>
internal static class Duration
{
    public static string Text(double nanoseconds)
    {
        var (unit, name) = nanoseconds switch
        {
            < 999.5 => (1.0, "ns"),
            < 999.5e3 => (1e3, "µs"),
            < 999.5e6 => (1e6, "ms"),
            _ => (1e9, "s"),
        };
        var amount = nanoseconds / unit;
        var format = amount switch { < 9.995 => "0.##", < 99.95 => "0.#", _ => "0" };
        return $"{amount.ToString(format, CultureInfo.InvariantCulture)} {name}";
    }
}

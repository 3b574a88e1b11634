using System.Globalization;

namespace Xcs.Planning;

/// <summary>Nanoseconds as people write them, in three digits or so; the same text everywhere.</summary>
internal static class Duration
{
    public static string Text(double nanoseconds)
    {
        var (unit, name) = nanoseconds switch
        {
            < 1e3 => (1.0, "ns"),
            < 1e6 => (1e3, "µs"),
            < 1e9 => (1e6, "ms"),
            _ => (1e9, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / unit:0.##} {name}");
    }
}

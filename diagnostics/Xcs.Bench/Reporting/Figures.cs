namespace Xcs.Bench;

/// <summary>How figures are written: three digits, and a unit where it varies.</summary>
internal static class Figures
{
    public static string Time(double nanoseconds) => Math.Abs(nanoseconds) switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    public static string Range(double minimum, double maximum) => $"{Time(minimum)} – {Time(maximum)}";

    public static string Ratio(double ratio) => ratio switch
    {
        < 0.1 => $"{ratio:0.0000}x",
        < 10 => $"{ratio:0.00}x",
        _ => $"{ratio:0.0}x",
    };

    public static string Count(double value) => $"{value:#,##0}";

    public static string Digits(double value) => Math.Abs(value) switch
    {
        < 10 => $"{value:0.00}",
        < 100 => $"{value:0.0}",
        < 1000 => $"{value:0}",
        _ => Count(value),
    };
}

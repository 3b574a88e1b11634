using System.CommandLine;
using System.Globalization;

namespace Xcs.Bench;

/// <summary><c>lifting</c>: what it costs to lift a method, and how fast lifted functions are against the originals.</summary>
internal sealed class LiftingCommand : Command
{
    private readonly CommonOptions _options = new();

    public LiftingCommand()
        : base("lifting", "Lifting methods of about 100 instructions, and ten lifted numeric functions against the originals.")
    {
        _options.AddTo(this, static () => LiftedSpeed.Names);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var time = TimeTable(LiftingTime.Measure());
        ConsoleReport.Show(time);
        var speeds = LiftedSpeed.Measure(name => _options.Selects(arguments, name), rounds: _options.IsQuick(arguments) ? 51 : 501);
        var speed = SpeedTable(speeds);
        ConsoleReport.Show(speed);
        _options.Files(arguments).Write([time, speed], speeds);
    }

    private static Table TimeTable(LiftingTime time) => new(
        string.Create(CultureInfo.InvariantCulture, $"Lifting {time.Methods} methods of 90 to 110 IL instructions, each for the first time, after warm-up"),
        ["", "median µs", "90 % µs", "99 % µs"],
        [
            Row("lift", time.Lift),
            Row("lift again (cached)", time.Again),
            Row("Expression.Compile of the result", time.Compile),
        ],
        ["The aim is a median of less than 1000 µs to lift."]);

    private static Table SpeedTable(IReadOnlyList<LiftedSpeed> rows) => new(
        "Lifted functions against the originals, interleaved",
        ["", "original ns", "lifted ns", "ratio of medians", "paired"],
        [
            .. rows.Select(static row => (IReadOnlyList<string>)[row.Name, Figure(row.Original), Figure(row.Lifted), Ratio(row.Speed), Ratio(row.PairedSpeed)]),
            ["geometric mean", "", "", Ratio(Statistics.GeometricMean(rows.Select(static row => row.Speed))), Ratio(Statistics.GeometricMean(rows.Select(static row => row.PairedSpeed)))],
        ],
        ["Above 1 the lifted function is faster. The aim is 0.9 or better."]);

    private static IReadOnlyList<string> Row(string name, IReadOnlyList<double> microseconds) =>
        [name, Figure(Quantile(microseconds, 0.5)), Figure(Quantile(microseconds, 0.9)), Figure(Quantile(microseconds, 0.99))];

    private static double Quantile(IReadOnlyList<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static string Figure(double value) => value.ToString(value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}

using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>lifting</c>: numeric functions against what they are lifted to, and what lifting them costs.</summary>
internal sealed class LiftingCommand : Command
{
    private static readonly string[] Columns = ["function", "instructions", "lift", "lift, per 100 instructions", "original", "lifted", "speed"];

    public LiftingCommand()
        : base("lifting", "Numeric functions, compiled by C# and from the expression trees that their IL is lifted to.") => SetAction(_ => Run());

    private static void Run() => ConsoleReport.Show(new Table(
        "Lifted functions",
        Columns,
        [.. LiftingMeasurer.MeasureAll(LiftedFunctions.All).Select(Row)],
        Notes: ["lift: fastest of 20 after warm-up, without the cache. speed: median over the rounds of original time over lifted time; above 1 is faster than the original."]));

    private static string[] Row(LiftingMeasurement row) =>
    [
        row.Function,
        Figures.Count(row.Instructions),
        Figures.Time(row.Lift),
        Figures.Time(row.Lift / row.Instructions * 100),
        Figures.Time(row.Original),
        Figures.Time(row.Lifted),
        Figures.Ratio(row.Speed),
    ];
}

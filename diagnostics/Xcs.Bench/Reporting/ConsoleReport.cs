using Spectre.Console;

namespace Xcs.Bench;

internal static class ConsoleReport
{
    private const int MinimumWidth = 190;

    public static void Show(Table table)
    {
        // A redirected console has 80 columns, and wrapped figures cannot be compared.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, MinimumWidth);

        var view = new Spectre.Console.Table().Border(TableBorder.Simple);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var header = new TableColumn(Markup.Escape(table.Columns[column])).NoWrap();
            view.AddColumn(column == 0 ? header : header.RightAligned());
        }

        foreach (var row in table.Rows)
            view.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(table.Title);
        AnsiConsole.Write(view);
        foreach (var note in table.Notes)
            Console.WriteLine($"  {note}");
    }

    /// <summary>The last line of a chart as bars: a terminal has no room for more.</summary>
    public static void Show(Chart chart)
    {
        var series = chart.Series[^1];
        var bars = new BarChart().Width(80).Label(Markup.Escape($"{chart.Title}, {series.Name}")).LeftAlignLabel();
        foreach (var (x, y) in series.Points)
            bars.AddItem(Markup.Escape($"{x:0.##} {chart.X.Label}"), Math.Round(y, 2), Color.SteelBlue);
        AnsiConsole.Write(bars);
    }
}

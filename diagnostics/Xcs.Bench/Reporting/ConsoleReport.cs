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
}

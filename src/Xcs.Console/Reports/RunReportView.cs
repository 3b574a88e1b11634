using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Xcs.Diagnostics;
using Xcs.Planning;

namespace Xcs;

/// <summary>A report in a console: the advice, then threads, critical path, waves, operators and answers as tables.</summary>
/// <param name="report">The report.</param>
/// <param name="rows">The most rows of a table; longer ones keep the rows that matter most and say how many they leave out.</param>
/// <example>
/// <code>
/// AnsiConsole.Write(new RunReportView(trace.Reports[0]));
/// </code>
/// </example>
public sealed class RunReportView(RunReport report, int rows = 12) : JustInTimeRenderable
{
    private const int BarWidth = 24;
    private const int SparklineWidth = 64;

    private readonly RunReport _report = report ?? throw new ArgumentNullException(nameof(report));
    private readonly int _rows = rows > 0 ? rows : throw new ArgumentOutOfRangeException(nameof(rows), rows, "A table shows at least 1 row.");

    /// <inheritdoc/>
    protected override IRenderable Build() => new Rows(Head(), Text.Empty, Advice(), Text.Empty, Threads(), Text.Empty, Path(), Text.Empty, Waves(), Text.Empty, Operators(), Text.Empty, Answers());

    private Rows Head()
    {
        var run = _report.Summary;
        var lines = new List<IRenderable>
        {
            new Markup(Line($"[bold]{run.Graph}[/], run {run.Run}: {run.Mode.ToString()}, {run.Workers} {(run.Workers == 1 ? "worker" : "workers")}, {run.Outcome.ToString().ToLowerInvariant()}")),
            new Markup(Line($"makespan [bold]{Time(run.Makespan)}[/]  bound {Time(_report.Bound)}  efficiency [bold]{_report.Efficiency:P0}[/]  utilisation {_report.Utilisation:P0}  T1 {Time(run.Work)}  T∞ {Time(run.Span)}")),
        };
        if (ReportText.Caveat(_report) is { } caveat)
            lines.Add(new Markup(Line($"[yellow]{caveat}[/]")));
        return new Rows(lines);
    }

    private IRenderable Advice()
    {
        if (_report.Advice.Count == 0)
            return new Markup("[bold]Advice[/]\nnone: nothing that the simulator knows gains 1 %");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        grid.AddRow(new Markup("[bold]Advice[/]"), Text.Empty);
        foreach (var advice in _report.Advice)
            grid.AddRow(new Markup(Line($"[green]−{Time(advice.Gain)}[/]\n[dim]{advice.Gain / Math.Max(1, _report.Makespan):P0}[/]")), new Markup(Line($"{advice.Finding}\n[dim]{advice.Mend}[/]")));
        return grid;
    }

    private Rows Threads()
    {
        var table = Table("Threads", ["thread", "#busy", "", "#nodes"]);
        foreach (var lane in _report.Lanes)
            table.AddRow(Cell(lane.Name), Cell($"{lane.Utilisation:P0}"), new Markup(Line($"[blue]{new string('█', (int)Math.Round(lane.Utilisation * BarWidth))}[/]")), Cell($"{lane.Nodes:N0}"));
        return new Rows(table, new Markup(Line($"[dim]busy over time[/]  [blue]{ReportText.Sparkline(_report, SparklineWidth)}[/]")));
    }

    private Table Path()
    {
        var table = Table("Critical path", ["node", "#started", "#waited", "#ran", "#blame", "why not earlier"]);
        var shown = _report.Path.OrderByDescending(static step => step.Share).Take(_rows).ToHashSet();
        foreach (var step in _report.Path.Where(shown.Contains))
            table.AddRow(Cell($"{step.Node} {step.Operator}"), Cell(Time(step.Started)), Cell(Time(step.Waited)), Cell(Time(step.Duration)), Cell($"{step.Share:P0}"), Cell(ReportText.Because(step.Reason)));
        return Rest(table, _report.Path.Count - shown.Count);
    }

    private Table Waves()
    {
        var table = Table("Waves", ["#wave", "#nodes", "#took", "#work", "#waited", "for"]);
        var shown = _report.Waves.OrderByDescending(static wave => wave.Wait).ThenByDescending(static wave => wave.Ended - wave.Started).Take(_rows).ToHashSet();
        foreach (var wave in _report.Waves.Where(shown.Contains))
            table.AddRow(Cell($"{wave.Wave}"), Cell($"{wave.Nodes:N0}"), Cell(Time(wave.Ended - wave.Started)), Cell(Time(wave.Work)), Cell(wave.Nodes > 1 ? Time(wave.Wait) : ""), Cell(wave.Nodes > 1 ? _report.Graph[wave.Straggler].ToString() : ""));
        return Rest(table, _report.Waves.Count - shown.Count);
    }

    private Table Operators()
    {
        var table = Table("Operators", ["operator", "#nodes", "#total", "#median", "#95 %", "#longest", "#threads"]);
        foreach (var operation in _report.Operators.Take(_rows))
            table.AddRow(Cell(operation.Name), Cell($"{operation.Count:N0}"), Cell(Time(operation.Total)), Cell(Time(operation.Median)), Cell(Time(operation.P95)), Cell(Time(operation.Longest)), Cell($"{operation.Lanes.Count}"));
        return Rest(table, _report.Operators.Count - _rows);
    }

    private Table Answers()
    {
        var table = Table("What if", ["change", "#makespan", "#difference"]);
        foreach (var answer in _report.WhatIfs)
            table.AddRow(Cell(answer.Question), Cell(Time(answer.Makespan)), Cell(ReportText.Change(answer)));
        return table;
    }

    // Columns whose names start with # hold numbers.
    private static Table Table(string title, string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Title(new TableTitle(title, new Style(decoration: Decoration.Bold)));
        foreach (var column in columns)
            table.AddColumn(column.StartsWith('#') ? new TableColumn(column[1..]).RightAligned().NoWrap() : new TableColumn(column));
        return table;
    }

    private static Table Rest(Table table, int rest) => rest > 0 ? table.Caption(string.Create(CultureInfo.InvariantCulture, $"… and {rest:N0} more")) : table;

    private static Text Cell(FormattableString text) => new(text.ToString(CultureInfo.InvariantCulture));

    private static Text Cell(string text) => new(text);

    private static string Time(double nanoseconds) => Duration.Text(nanoseconds);

    // Names may hold what would be markup.
    private static string Line(FormattableString line) =>
        string.Format(CultureInfo.InvariantCulture, line.Format, Array.ConvertAll(line.GetArguments(), static argument => argument is string text ? Markup.Escape(text) : argument));
}

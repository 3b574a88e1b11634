using Spectre.Console;

namespace Xcs.ConsoleTests.Reports;

public sealed class RunReportViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void ViewShowsWhatTheReportHas(int width)
    {
        var report = Record(static (Traced<int> x) => Graph.Call(Sum, x.Then(Note), x.Then(Note)));
        var text = Show(new RunReportView(report), width);
        foreach (var title in (string[])["Advice", "Threads", "Critical path", "Waves", "Operators", "What if"])
            Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains("without the resource \"[red]notes[/]\"", text, StringComparison.Ordinal);
        Assert.Contains("%3 Sum", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= width, line));
    }

    [Fact]
    public void LongTablesSayWhatTheyLeaveOut()
    {
        var report = Record(static (Traced<int> x) => Enumerable.Range(0, 30).Aggregate(x, (value, _) => value.Then(Note)));
        Assert.Contains("… and 26 more", Show(new RunReportView(report, rows: 4), 120), StringComparison.Ordinal);
    }

    [Fact]
    public void NoReportAndNoRowsAreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new RunReportView(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunReportView(Record(static (Traced<int> x) => x.Then(Note)), rows: 0));
    }

    private static RunReport Record(Func<Traced<int>, Traced<int>> program)
    {
        using var trace = RunTrace.ForOptions();
        Graph.Jit(program, new JitOptions { Trace = trace, Mode = ExecutionMode.Eager }).Invoke(1);
        return trace.Reports[0];
    }

    private static string Show(RunReportView view, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(view);
        return writer.ToString();
    }

    [Operator(Effect = EffectKind.Ordered, Resource = "[red]notes[/]")]
    private static int Note(int x) => x + 1;

    private static int Sum(int x, int y) => x + y;
}

using Spectre.Console;
using Xcs;

namespace QuickStart;

/// <summary>Shows a run as a bar: the items of a map count as they finish, and so do the nodes.</summary>
public static class ProgressBar
{
    public static T Show<T>(string title, Func<IProgress<RunProgress>, T> run) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => run(new Bar(context.AddTask(title, maxValue: 1))));

    // Workers report directly: Progress<T> would queue the reports and show them late.
    private sealed class Bar(ProgressTask bar) : IProgress<RunProgress>
    {
        // How many items there are is known once the files are listed, so what is done is shown as a share of what is known.
        public void Report(RunProgress value) =>
            bar.Value = (double)(value.NodesDone + value.UnitsDone) / (value.NodesTotal + value.UnitsTotal);
    }
}

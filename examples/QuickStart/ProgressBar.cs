using Spectre.Console;
using Xcs;

namespace QuickStart;

/// <summary>Shows a run as a bar: the units of <see cref="Graph.Map"/> count as they finish.</summary>
public static class ProgressBar
{
    public static T Show<T>(string title, Func<IProgress<RunProgress>, T> run) =>
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).Start(context =>
        {
            var bar = context.AddTask(title);
            var result = run(new Bar(bar));
            bar.Value = bar.MaxValue;
            return result;
        });

    // Workers report directly: Progress<T> would queue the reports and show them late.
    private sealed class Bar(ProgressTask bar) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            bar.MaxValue = Math.Max(1, value.NodesTotal + value.UnitsTotal);
            bar.Value = value.NodesDone + value.UnitsDone;
        }
    }
}

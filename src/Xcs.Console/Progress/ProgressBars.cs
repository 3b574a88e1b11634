using Spectre.Console;

namespace Xcs.Progress;

/// <summary>A bar for the run, and one for each operator that expands into units. Told by one thread at a time, drawn by another.</summary>
internal sealed class ProgressBars(ProgressContext context, string title, CountColumn counts, LeftColumn left) : IProgress<RunProgress>
{
    private readonly ProgressTask _run = context.AddTask(title.EscapeMarkup(), maxValue: 1);
    private readonly Dictionary<string, ProgressTask> _operators = new(StringComparer.Ordinal);

    public static Task<T> ShowAsync<T>(string title, Func<IProgress<RunProgress>, Task<T>> run, IAnsiConsole console)
    {
        var (counts, left) = (new CountColumn(), new LeftColumn());
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), counts, new ElapsedTimeColumn(), left)
            .StartAsync(context => new ProgressBars(context, title, counts, left).WatchAsync(run));
    }

    public void Report(RunProgress value)
    {
        _run.Value = value.Fraction;
        counts.Set(_run, value.NodesDone, value.NodesTotal);
        left.Set(_run, value.Left);
        foreach (var row in value.Operators)
        {
            if (row.UnitsTotal > 0)
                Show(row);
        }
    }

    private async Task<T> WatchAsync<T>(Func<IProgress<RunProgress>, Task<T>> run)
    {
        try
        {
            return await run(this).ConfigureAwait(false);
        }
        catch
        {
            _run.Description = $"[red]{title.EscapeMarkup()} failed[/]";
            throw;
        }
        finally
        {
            _run.StopTask();
            foreach (var task in _operators.Values)
                task.StopTask();
            // Spectre draws no more where the run throws.
            context.Refresh();
        }
    }

    private void Show(in OperatorProgress row)
    {
        if (!_operators.TryGetValue(row.Operator, out var task))
            _operators.Add(row.Operator, task = context.AddTask($"[dim]{row.Operator.EscapeMarkup()}[/]"));
        task.MaxValue = row.UnitsTotal;
        task.Value = row.UnitsDone;
        counts.Set(task, row.UnitsDone, row.UnitsTotal);
    }
}

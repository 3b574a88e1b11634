using System.Globalization;
using Spectre.Console;

namespace Xcs.Progress;

/// <summary>A line a second at most, and one at the end: for consoles that cannot draw over what they have written.</summary>
internal sealed class ProgressLines(string title, IAnsiConsole console, TimeProvider clock) : IProgress<RunProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _last;
    private RunProgress? _progress;

    public static async Task<T> ShowAsync<T>(string title, Func<IProgress<RunProgress>, Task<T>> run, IAnsiConsole console, TimeProvider? clock = null)
    {
        var lines = new ProgressLines(title, console, clock ?? TimeProvider.System);
        try
        {
            var result = await run(lines).ConfigureAwait(false);
            lines.Write($"done in {lines.Elapsed}{lines.Counts()}");
            return result;
        }
        catch
        {
            lines.Write($"failed after {lines.Elapsed}");
            throw;
        }
    }

    private string Elapsed => Durations.Short(clock.GetElapsedTime(_started));

    public void Report(RunProgress value)
    {
        _progress = value;
        var elapsed = clock.GetElapsedTime(_started);
        if (elapsed - _last < Pause || value.Fraction >= 1)
            return;
        _last = elapsed;
        Write($"{(value.Fraction * 100).ToString("F0", CultureInfo.InvariantCulture)} %{Counts()}{(value.Left is { } left ? $", {Durations.Short(left)} left" : "")}");
    }

    private string Counts() => _progress is { } progress
        ? string.Create(CultureInfo.InvariantCulture, $", {progress.NodesDone:N0} of {progress.NodesTotal:N0} nodes{(progress.UnitsTotal == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {progress.UnitsDone:N0} of {progress.UnitsTotal:N0} units"))}")
        : "";

    // As it is: a long line must not be broken where no terminal has an edge.
    private void Write(string text) => console.Profile.Out.Writer.WriteLine($"{title}: {text}");
}

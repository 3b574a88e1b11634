using Spectre.Console;
using Xcs.Progress;

namespace Xcs;

/// <summary>
/// Shows how far a run is: bars where somebody can watch them, and otherwise, such as in a file or in the log of a build, a line now and then.
/// </summary>
/// <example>
/// <code>
/// var index = RunProgressDisplay.Show("Indexing", progress => Graph.Jit&lt;string, Index&gt;(Build, new JitOptions { Progress = progress }).Invoke(folder));
/// </code>
/// </example>
public static class RunProgressDisplay
{
    /// <summary>Shows a run while it goes on, and how it ended.</summary>
    /// <param name="title">What the run does, such as "Indexing".</param>
    /// <param name="run">Runs a graph once with the receiver that it is given as <see cref="JitOptions.Progress"/>.</param>
    /// <param name="console">Where to show it; the process's console where it is null.</param>
    /// <returns>What the run returns.</returns>
    /// <remarks>Throws what the run throws.</remarks>
    public static T Show<T>(string title, Func<IProgress<RunProgress>, T> run, IAnsiConsole? console = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return ShowAsync(title, progress => Task.FromResult(run(progress)), console).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Show{T}(string, Func{IProgress{RunProgress}, T}, IAnsiConsole?)"/>
    public static Task<T> ShowAsync<T>(string title, Func<IProgress<RunProgress>, Task<T>> run, IAnsiConsole? console = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(run);
        console ??= AnsiConsole.Console;
        var capabilities = console.Profile.Capabilities;
        return capabilities.Interactive && capabilities.Ansi
            ? ProgressBars.ShowAsync(title, run, console)
            : ProgressLines.ShowAsync(title, run, console);
    }
}

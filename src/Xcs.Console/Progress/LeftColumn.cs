using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Xcs.Progress;

/// <summary>The run's own estimate of the time that is left; nothing once it is over.</summary>
internal sealed class LeftColumn : ProgressColumn
{
    private readonly ConcurrentDictionary<int, TimeSpan?> _left = [];

    public void Set(ProgressTask task, TimeSpan? left) => _left[task.Id] = left;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(!task.IsFinished && _left.GetValueOrDefault(task.Id) is { } left ? $"{Durations.Short(left)} left" : "");
}

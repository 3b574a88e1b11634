using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Xcs.Progress;

/// <summary>How many nodes or units are done, of how many.</summary>
internal sealed class CountColumn : ProgressColumn
{
    private readonly ConcurrentDictionary<int, (int Done, int Total)> _counts = [];

    public void Set(ProgressTask task, int done, int total) => _counts[task.Id] = (done, total);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(_counts.TryGetValue(task.Id, out var count) ? string.Create(CultureInfo.InvariantCulture, $"{count.Done:N0}/{count.Total:N0}") : "") { Justification = Justify.Right };
}

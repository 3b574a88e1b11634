namespace Xcs.Bench;

/// <summary>Who takes part in Task Bench.</summary>
internal static class TaskContenders
{
    /// <summary>The modes of the product that are measured.</summary>
    public static readonly ExecutionMode[] Modes =
        [ExecutionMode.Sequential, ExecutionMode.Waves, ExecutionMode.Eager, ExecutionMode.Auto];

    private static readonly (string Name, Func<TaskGraph, IContender> Create)[] Systems =
    [
        ("Parallel.For chunks", graph => new ParallelForChunks<TaskNodes>(new TaskNodes(graph))),
        ("Parallel.For", graph => new ParallelForNodes<TaskNodes>(new TaskNodes(graph))),
        ("Dataflow blocks", graph => new DataflowNetwork<TaskNodes>(new TaskNodes(graph))),
        ("ready queue", graph => new DataflowReadyQueue<TaskNodes>(new TaskNodes(graph))),
        ("continuations", graph => new TaskContinuations<TaskNodes>(new TaskNodes(graph), TaskContinuationOptions.None)),
        ("continuations synchronous", graph => new TaskContinuations<TaskNodes>(new TaskNodes(graph), TaskContinuationOptions.ExecuteSynchronously)),
        ("async methods", graph => new AsyncNodes<TaskNodes>(new TaskNodes(graph))),
        .. Modes.Select(mode => (Name: $"Xcs {mode}", Create: (Func<TaskGraph, IContender>)(graph =>
            new XcsContender($"Xcs {mode}", TaskPrograms.For(graph), new JitOptions { Mode = mode })))),
    ];

    /// <summary>The plain loop, and after it the systems with one of <paramref name="texts"/> in their names; all where there are none.</summary>
    public static List<IContender> Create(TaskGraph graph, IReadOnlyList<string> texts)
    {
        List<IContender> contenders = [new PlainLoop<TaskNodes>(new TaskNodes(graph))];
        contenders.AddRange(Systems.Where(system => IsNamed(system.Name, texts)).Select(system => system.Create(graph)));
        return contenders;
    }

    /// <summary>The names of the systems with one of <paramref name="texts"/> in their names; all where there are none.</summary>
    public static IReadOnlyList<string> Named(IReadOnlyList<string> texts) => [.. Systems.Select(static system => system.Name).Where(name => IsNamed(name, texts))];

    private static bool IsNamed(string name, IReadOnlyList<string> texts) =>
        texts.Count == 0 || texts.Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase));
}

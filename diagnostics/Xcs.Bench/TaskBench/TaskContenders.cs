namespace Xcs.Bench;

/// <summary>Who takes part in Task Bench.</summary>
internal static class TaskContenders
{
    /// <summary>The modes of the product that are measured.</summary>
    public static readonly ExecutionMode[] Modes =
        [ExecutionMode.Sequential, ExecutionMode.Waves, ExecutionMode.Eager, ExecutionMode.Auto];

    /// <summary>All systems, the plain loop first. Built for one graph; its grain must be set before.</summary>
    public static List<IContender> Create(TaskGraph graph) =>
    [
        new PlainLoop<TaskNodes>(new TaskNodes(graph)),
        new ParallelForChunks<TaskNodes>(new TaskNodes(graph)),
        new ParallelForNodes<TaskNodes>(new TaskNodes(graph)),
        new DataflowNetwork<TaskNodes>(new TaskNodes(graph)),
        new DataflowReadyQueue<TaskNodes>(new TaskNodes(graph)),
        new TaskContinuations<TaskNodes>(new TaskNodes(graph), TaskContinuationOptions.None),
        new TaskContinuations<TaskNodes>(new TaskNodes(graph), TaskContinuationOptions.ExecuteSynchronously),
        new AsyncNodes<TaskNodes>(new TaskNodes(graph)),
        .. Modes.Select(mode => new XcsContender($"Xcs {mode}", TaskPrograms.For(graph), new JitOptions { Mode = mode })),
    ];
}

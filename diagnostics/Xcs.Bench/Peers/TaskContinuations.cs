namespace Xcs.Bench;

/// <summary>
/// A task per node, chained by ContinueWith and ContinueWhenAll. Prebuilt: the delegates. Per run: the tasks, because a task runs once.
/// </summary>
internal sealed class TaskContinuations : PatternContender
{
    private readonly TaskContinuationOptions options;
    private readonly Action[] starts;
    private readonly Action<Task>[] continuations;
    private readonly Action<Task[]>[] joins;
    private readonly Task[] tasks;
    private readonly Task[] sinks;

    public TaskContinuations(Pattern pattern, TaskContinuationOptions options)
        : base(pattern)
    {
        this.options = options;
        var nodes = Enumerable.Range(0, pattern.Count);
        starts = [.. nodes.Select<int, Action>(node => () => Execute(node))];
        continuations = [.. nodes.Select<int, Action<Task>>(node => _ => Execute(node))];
        joins = [.. nodes.Select<int, Action<Task[]>>(node => _ => Execute(node))];
        tasks = new Task[pattern.Count];
        sinks = new Task[pattern.Topology.Sinks.Length];
    }

    public override string Name => options == TaskContinuationOptions.None ? "Task continuations" : "Task continuations, synchronous";

    protected override void Run()
    {
        for (var node = 0; node < tasks.Length; node++)
            tasks[node] = Start(node, Pattern.Left[node], Pattern.Right[node]);
        for (var i = 0; i < sinks.Length; i++)
            sinks[i] = tasks[Pattern.Topology.Sinks[i]];
        Task.WaitAll(sinks);
    }

    private Task Start(int node, int left, int right) => (left, right) switch
    {
        (Pattern.Argument, Pattern.Argument) => Task.Run(starts[node]),
        (Pattern.Argument, _) => After(tasks[right - 1], node),
        (_, Pattern.Argument) => After(tasks[left - 1], node),
        _ => AfterBoth(tasks[left - 1], tasks[right - 1], node),
    };

    private Task After(Task predecessor, int node) =>
        predecessor.ContinueWith(continuations[node], CancellationToken.None, options, TaskScheduler.Default);

    private Task AfterBoth(Task left, Task right, int node) =>
        Task.Factory.ContinueWhenAll([left, right], joins[node], CancellationToken.None, options, TaskScheduler.Default);
}

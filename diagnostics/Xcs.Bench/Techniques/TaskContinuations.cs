namespace Xcs.Bench;

/// <summary>
/// A task per node, chained by ContinueWith and ContinueWhenAll. Prebuilt: the delegates. Per run: the tasks, because a task runs once.
/// </summary>
internal sealed class TaskContinuations<TNodes> : Technique<TNodes>
    where TNodes : struct, INodes
{
    private readonly TaskContinuationOptions _options;
    private readonly Action[] _starts;
    private readonly Action<Task>[] _continuations;
    private readonly Action<Task[]>[] _joins;
    private readonly Task[] _tasks;
    private readonly Task[] _sinks;

    public TaskContinuations(TNodes nodes, TaskContinuationOptions options)
        : base(nodes)
    {
        _options = options;
        var all = Enumerable.Range(0, Topology.Count);
        _starts = [.. all.Select<int, Action>(node => () => Execute(node))];
        _continuations = [.. all.Select<int, Action<Task>>(node => _ => Execute(node))];
        _joins = [.. all.Select<int, Action<Task[]>>(node => _ => Execute(node))];
        _tasks = new Task[Topology.Count];
        _sinks = new Task[Topology.Sinks.Length];
    }

    public override string Name => _options == TaskContinuationOptions.None ? "Task continuations" : "Task continuations, synchronous";

    protected override void Run()
    {
        for (var node = 0; node < _tasks.Length; node++)
            _tasks[node] = Start(node, Topology.Predecessors(node));
        for (var i = 0; i < _sinks.Length; i++)
            _sinks[i] = _tasks[Topology.Sinks[i]];
        Task.WaitAll(_sinks);
    }

    private Task Start(int node, ReadOnlySpan<int> predecessors) => predecessors.Length switch
    {
        0 => Task.Run(_starts[node]),
        1 => _tasks[predecessors[0]].ContinueWith(_continuations[node], CancellationToken.None, _options, TaskScheduler.Default),
        _ => Task.Factory.ContinueWhenAll(TasksOf(predecessors), _joins[node], CancellationToken.None, _options, TaskScheduler.Default),
    };

    private Task[] TasksOf(ReadOnlySpan<int> nodes)
    {
        var tasks = new Task[nodes.Length];
        for (var k = 0; k < nodes.Length; k++)
            tasks[k] = _tasks[nodes[k]];
        return tasks;
    }
}

namespace Xcs.Bench;

/// <summary>
/// An async method per node that awaits its inputs: how most people write continuations today. Per run: a task per node. A node whose
/// inputs are already there runs at once on the thread that creates it.
/// </summary>
internal sealed class AsyncNodes : PatternContender
{
    private readonly Action[] starts;
    private readonly Task[] tasks;
    private readonly Task[] sinks;

    public AsyncNodes(Pattern pattern)
        : base(pattern)
    {
        starts = [.. Enumerable.Range(0, pattern.Count).Select<int, Action>(node => () => Execute(node))];
        tasks = new Task[pattern.Count];
        sinks = new Task[pattern.Topology.Sinks.Length];
    }

    public override string Name => "async method per node";

    protected override void Run()
    {
        for (var node = 0; node < tasks.Length; node++)
        {
            var (left, right) = (Pattern.Left[node], Pattern.Right[node]);
            tasks[node] = left == Pattern.Argument && right == Pattern.Argument
                ? Task.Run(starts[node])
                : NodeAsync(node, Slot(left), Slot(right));
        }

        for (var i = 0; i < sinks.Length; i++)
            sinks[i] = tasks[Pattern.Topology.Sinks[i]];
        Task.WaitAll(sinks);
    }

    private Task Slot(int slot) => slot == Pattern.Argument ? Task.CompletedTask : tasks[slot - 1];

    private async Task NodeAsync(int node, Task left, Task right)
    {
        await left;
        await right;
        Execute(node);
    }
}

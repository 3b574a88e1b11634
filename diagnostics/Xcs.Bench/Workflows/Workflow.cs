namespace Xcs.Bench;

/// <summary>A workflow as it was recorded: tasks in an order in which they could run one by one.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Tasks">The tasks; parents come first.</param>
internal sealed record Workflow(string Name, IReadOnlyList<WorkflowTask> Tasks)
{
    public Topology Topology { get; } = Topology.Of([.. Tasks.Select(task => task.Parents)]);

    public TimeSpan MeanRuntime => Tasks.Aggregate(TimeSpan.Zero, (sum, task) => sum + task.Runtime) / Tasks.Count;

    /// <summary>The longest path, where the tasks take the given times.</summary>
    public double CriticalPath(IReadOnlyList<double> times)
    {
        var ends = new double[Tasks.Count];
        for (var task = 0; task < ends.Length; task++)
            ends[task] = times[task] + Tasks[task].Parents.Select(parent => ends[parent]).DefaultIfEmpty().Max();
        return ends.Max();
    }
}

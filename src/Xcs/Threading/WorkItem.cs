namespace Xcs.Threading;

/// <summary>An entry of a queue: a task, or a work item with the generation it was queued for.</summary>
internal readonly struct WorkItem(object target, long generation)
{
    /// <summary>A <see cref="Task"/> or an <see cref="IPoolWorkItem"/>.</summary>
    public readonly object Target = target;

    public readonly long Generation = generation;
}

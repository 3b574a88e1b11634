using System.Runtime.CompilerServices;

namespace Xcs.Bench;

/// <summary>
/// One task: its place in the graph, what it must find in its inputs, and what it does. As in Task Bench each task checks that every input
/// comes from the right step and point before it computes.
/// </summary>
internal sealed class TaskSite(TaskGraph graph, int step, int point)
{
    public int Step => step;

    public int Point => point;

    /// <summary>The number in program order.</summary>
    public required int Node { get; init; }

    /// <summary>The points that it reads, in order.</summary>
    public required int[] InputPoints { get; init; }

    /// <summary>Where a hand-written system keeps their values: the argument has slot 0, node n slot n + 1.</summary>
    public required int[] InputSlots { get; init; }

    /// <summary>Takes the next input.</summary>
    /// <returns>The digest with it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(ulong digest, int input, in TaskValue value)
    {
        if (value.Step != step - 1 || value.Point != InputPoints[input])
            Refuse(input, value);
        return Operators.Mix(digest, value.Digest);
    }

    /// <summary>Computes.</summary>
    public TaskValue Finish(ulong digest)
    {
        if (graph.Counts is { } counts)
            Interlocked.Increment(ref counts[Node]);
        return new TaskValue(step, point, Operators.Mix(digest + (ulong)Node, ComputeKernel.Run(graph.Iterations)));
    }

    private void Refuse(int input, TaskValue value) => throw new InvalidOperationException(
        $"Task ({step}, {point}): input {input} must come from ({step - 1}, {InputPoints[input]}) and comes from ({value.Step}, {value.Point}).");
}

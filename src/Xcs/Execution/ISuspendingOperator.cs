namespace Xcs.Execution;

/// <summary>An operator whose node may go on after the worker has left it: a task, a blocking call, sub-graphs, many units.</summary>
internal interface ISuspendingOperator
{
    /// <summary>Whether a parallel run should start the node as a unit of its own; otherwise it runs in place like any other.</summary>
    bool Suspends { get; }

    /// <summary>
    /// Starts the node. True: it is done and its result is in <paramref name="output"/>. False: <paramref name="suspension"/> is resumed
    /// exactly once, on any thread, when it is. An exception thrown here is that of the operator.
    /// </summary>
    bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension);
}

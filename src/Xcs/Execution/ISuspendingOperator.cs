namespace Xcs.Execution;

/// <summary>An operator whose call may go on after the worker has left it.</summary>
internal interface ISuspendingOperator
{
    /// <summary>
    /// Starts the call. True: it is done and its result is in <paramref name="output"/>. False: <paramref name="suspension"/> is resumed
    /// exactly once, on any thread, when it is. An exception thrown here is that of the operator.
    /// </summary>
    bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension);
}

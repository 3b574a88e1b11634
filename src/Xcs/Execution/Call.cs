namespace Xcs.Execution;

/// <summary>
/// One synchronous call: get one from <see cref="Executor.Begin"/>, write the arguments into its frame, execute it. A frame that is rented
/// and not executed is left to the collector.
/// </summary>
internal readonly ref struct Call(Executor executor, Tier tier, Frame frame, PreparedRun? run)
{
    public Frame Frame => frame;

    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TResult Execute<TResult>() =>
        run is null ? executor.RunInPlace<TResult>(tier, frame) : executor.RunTogether<TResult>(tier, run);
}

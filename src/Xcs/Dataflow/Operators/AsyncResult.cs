using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Puts the result of a task into its slot when it is there, and holds no worker until then.</summary>
internal static class AsyncResult
{
    /// <exception cref="InvalidOperationException">There is no task.</exception>
    public static ValueTask<TResult> Of<TResult>(Task<TResult>? task) => task is null
        ? throw new InvalidOperationException("An asynchronous operator returned null in the place of a task. Return a task, such as Task.FromResult(…).")
        : new ValueTask<TResult>(task);

    /// <returns>Whether it was there already; otherwise <paramref name="suspension"/> is resumed later.</returns>
    public static bool Store<TResult>(ValueTask<TResult> task, Frame frame, int output, Suspension suspension)
    {
        var awaiter = task.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            frame.Write(output, awaiter.GetResult());
            return true;
        }

        awaiter.UnsafeOnCompleted(() =>
        {
            Exception? failure = null;
            try
            {
                frame.Write(output, awaiter.GetResult());
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            suspension.Resume(failure);
        });
        return false;
    }
}

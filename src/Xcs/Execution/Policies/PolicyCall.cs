using System.Runtime.CompilerServices;

namespace Xcs.Execution.Policies;

/// <summary>
/// One call under a policy: wait for a place of the resource, then let the retry delegate make attempts, each under the time limit. Waiting
/// holds no thread. The inputs are bound beforehand and the result goes nowhere by itself, so an attempt that is given up can do no harm.
/// </summary>
internal sealed class PolicyCall<TResult>(Operator operation, OperatorGuard guard, Func<ValueTask<TResult>> call, WorkerPool pool, CancellationToken run)
{
    private readonly OperatorPolicy _policy = guard.Policy;
    private readonly bool _isAsync = operation.Kind == OperatorKind.Asynchronous;

    // The thread that starts the call, while it does, if attempts may run on it.
    private int _starter;

    // Written by attempts that succeed: boxed, because a retry delegate may have several under way.
    private StrongBox<TResult>? _result;

    /// <summary>Starts the call.</summary>
    /// <param name="mayRunHere">Whether the calling thread may run synchronous attempts before this method returns.</param>
    public Task<TResult> Start(bool mayRunHere)
    {
        // An attempt that can be given up needs a thread that can be left behind.
        _starter = mayRunHere && _policy.Timeout is null ? Environment.CurrentManagedThreadId : 0;
        var task = RunAsync();
        _starter = 0;
        return task;
    }

    private async Task<TResult> RunAsync()
    {
        if (guard.Gate is not { } gate)
            return await RetryAsync().ConfigureAwait(false);

        await gate.WaitAsync(run).ConfigureAwait(false);
        try
        {
            return await RetryAsync().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async ValueTask<TResult> RetryAsync()
    {
        if (_policy.Retry is { } retry)
            await retry(AttemptAsync, run).ConfigureAwait(false);
        else
            await AttemptAsync(run).ConfigureAwait(false);

        var result = Volatile.Read(ref _result) ?? throw new InvalidOperationException(
            $"The retry delegate of {operation.Name} ended without an attempt that succeeded. Let it throw what the last attempt threw.");
        return result.Value!;
    }

    private async ValueTask AttemptAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (started, result) = Begin(cancellationToken);
        var canBeGivenUp = _policy.Timeout is not null || cancellationToken != run;
        var value = canBeGivenUp
            ? await LimitAsync(started, result, cancellationToken).ConfigureAwait(false)
            : await result.ConfigureAwait(false);
        Volatile.Write(ref _result, new StrongBox<TResult>(value));
    }

    // An asynchronous operator leaves the thread by itself. Other attempts never queue for a worker: the only one may be waiting for this
    // very call, in a run inside a run.
    private (Task Started, Task<TResult> Result) Begin(CancellationToken cancellationToken)
    {
        if (_isAsync || (_starter == Environment.CurrentManagedThreadId && cancellationToken == run))
            return (Task.CompletedTask, BeginHere());

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var result = Task.Factory.StartNew(
            () =>
            {
                started.SetResult();
                return call().GetAwaiter().GetResult();
            },
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler,
            pool);
        return (started.Task, result);
    }

    private Task<TResult> BeginHere()
    {
        try
        {
            return call().AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }

    private async ValueTask<TResult> LimitAsync(Task started, Task<TResult> result, CancellationToken cancellationToken)
    {
        var limit = _policy.Timeout ?? Timeout.InfiniteTimeSpan;
        try
        {
            // The time in line for a thread is not the operator's.
            await started.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await result.WaitAsync(limit, guard.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested && !result.IsCompleted)
        {
            // A cancelled run waits for what it has started, within the time limit.
            return await result.WaitAsync(limit, guard.Clock, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!result.IsCompleted)
        {
            throw new TimeoutException($"{operation.Name} took longer than its time limit of {_policy.Timeout}.");
        }
        finally
        {
            // What goes on unobserved may fail unobserved.
            if (!result.IsCompleted)
                _ = result.ContinueWith(static result => _ = result.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}

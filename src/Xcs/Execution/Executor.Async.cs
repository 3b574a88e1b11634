using System.Diagnostics;
using Xcs.Diagnostics;

namespace Xcs.Execution;

// Runs that nobody waits for on their thread.
internal sealed partial class Executor
{
    /// <summary>Starts a run on the pool.</summary>
    public Task<TResult> StartAsync<TArguments, TResult>(TArguments arguments, Action<Frame, TArguments> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellationToken);
        var tier = _tier.Mode == ExecutionMode.Sequential ? Tiers.SequentialOnPool : _tier;
        var call = new AsyncCall<TResult>(this, tier, RentRun(tier), cancellationToken);
        write(call.Frame, arguments);
        return call.Start();
    }

    private sealed class AsyncCall<TResult>(Executor executor, Tier tier, PreparedRun prepared, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long _started = Stopwatch.GetTimestamp();
        private CancellationTokenRegistration _registration;
        private RunObserver? _observer;

        public Frame Frame => prepared.Root.Frame;

        public Task<TResult> Start()
        {
            var (run, root, completion) = (prepared.Run, prepared.Root, _completion);
            Frame.Context = cancellationToken.CanBeCanceled ? new RunContext { CancellationToken = cancellationToken } : RunContext.None;
            run.WhenDone = Finish;
            run.Open(tier.Mode, callerTakesPart: false);
            run.Profile = tier.Profile;
            _observer = executor.Observe(tier, prepared);
            _observer?.LeaveCaller();
            root.Begin(parent: null, parentUnit: 0);
            if (cancellationToken.CanBeCanceled)
                _registration = cancellationToken.UnsafeRegister(static run => ((Run)run!).Cancel(), run);
            root.Start(me: null);
            run.Release();
            return completion.Task;
        }

        private void Finish()
        {
            _registration.Dispose();
            prepared.Run.WhenDone = null;
            var (run, root) = (prepared.Run, prepared.Root);
            var failure = root.Failure?.SourceException;
            var isCancelled = run.IsCancelled;
            if (_observer is { } observer)
                failure = observer.Ended(failure, isCancelled);
            var result = failure is null && !isCancelled ? executor.ResultOf<TResult>(root.Frame) : default;
            executor.Return(tier, prepared, _started);

            if (isCancelled || (failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
                _completion.TrySetCanceled(cancellationToken);
            else if (failure is not null)
                _completion.TrySetException(failure);
            else
                _completion.TrySetResult(result!);
        }
    }
}

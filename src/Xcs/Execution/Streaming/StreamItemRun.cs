namespace Xcs.Execution.Streaming;

/// <summary>One item in a stage that may wait: a run of the stage's nodes in the item's frame, as parallel as any other run.</summary>
internal static class StreamItemRun
{
    /// <summary>Completes when all nodes of the stage are done or dropped; never fails.</summary>
    public static Task RunAsync(Recycler<PreparedRun> runs, ExecutionMode mode, StreamItem item, CancellationToken cancellationToken)
    {
        var prepared = runs.Rent();
        var (run, root) = (prepared.Run, prepared.Root);
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration registration = default;
        run.WhenDone = Finish;
        run.Open(mode, callerTakesPart: false);
        root.Continue(item.Frame, item.FailedAt, item.Failure);
        registration = cancellationToken.UnsafeRegister(static run => ((Run)run!).Cancel(), run);
        root.Start(me: null);
        run.Release();
        return completion.Task;

        void Finish()
        {
            registration.Dispose();
            if (root.Failure is { } failure)
                item.Fail(root.FailedAt, failure);
            runs.Return(prepared);
            completion.SetResult();
        }
    }
}

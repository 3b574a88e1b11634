using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

/// <summary>A thread that takes no part in any run and completes the tasks of asynchronous operators, one after the other in any order.</summary>
internal sealed class Outside : IDisposable
{
    private readonly List<Action> promises = [];
    private bool isOver;

    public Outside() => ControlledSchedule.Start("outside", Run);

    /// <summary>A task that this thread completes, unless it is complete at once.</summary>
    public Task<T> Promise<T>(Func<T> value, Action begin)
    {
        begin();
        if (ControlledSchedule.Next(4) == 0) return Task.FromResult(value());

        var promise = new TaskCompletionSource<T>();
        promises.Add(() => Complete(promise, value));
        if (ControlledSchedule.Next(2) == 0) ControlledSchedule.Point();
        return promise.Task;
    }

    public void Dispose() => isOver = true;

    private static void Complete<T>(TaskCompletionSource<T> promise, Func<T> value)
    {
        T result;
        try
        {
            result = value();
        }
        catch (FormatException failure)
        {
            promise.SetException(failure);
            return;
        }

        promise.SetResult(result);
    }

    private void Run()
    {
        while (true)
        {
            ControlledSchedule.WaitUntil(() => promises.Count > 0 || isOver);
            if (promises.Count == 0) return;

            int next = ControlledSchedule.Next(promises.Count);
            Action complete = promises[next];
            promises.RemoveAt(next);
            complete();
        }
    }
}

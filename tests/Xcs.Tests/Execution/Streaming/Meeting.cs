namespace Xcs.Tests.Execution.Streaming;

/// <summary>Operators that wait until several of them are under way: they return only if they overlap.</summary>
internal sealed class Meeting(int count)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public void Wait() => Assert.True(Arrive().Wait(Limit), "the operators did not overlap");

    public Task WaitAsync() => Arrive().WaitAsync(Limit);

    private Task Arrive()
    {
        if (Interlocked.Increment(ref _arrived) == count)
            _met.SetResult();
        return _met.Task;
    }
}

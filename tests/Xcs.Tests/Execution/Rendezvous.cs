namespace Xcs.Tests.Execution;

/// <summary>N operators that wait for each other: they pass only if they overlap. May be used again and again; counts the threads of each round.</summary>
internal sealed class Rendezvous(int size)
{
    // Long enough for any machine: only what never overlaps runs into it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private TaskCompletionSource _all = New();
    private List<int> _threads = [];

    /// <summary>The threads of the rounds that are over, round by round.</summary>
    public List<IReadOnlyList<int>> Rounds { get; } = [];

    public int Meet(int value)
    {
        if (!Arrive().Wait(Patience))
            throw TooFew();
        return value;
    }

    [Operator(Blocking = true)]
    public int MeetBlocking(int value) => Meet(value);

    public async Task<int> MeetAsync(int value)
    {
        try
        {
            await Arrive().WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw TooFew();
        }

        return value;
    }

    private Task Arrive()
    {
        lock (_lock)
        {
            var all = _all;
            _threads.Add(Environment.CurrentManagedThreadId);
            if (_threads.Count < size)
                return all.Task;
            Rounds.Add(_threads);
            _threads = [];
            _all = New();
            all.SetResult();
            return all.Task;
        }
    }

    private TimeoutException TooFew() => new($"only {_threads.Count} of {size} operators overlap");

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

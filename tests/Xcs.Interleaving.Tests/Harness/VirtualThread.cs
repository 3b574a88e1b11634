namespace Xcs.InterleavingTests.Harness;

/// <summary>A thread under a scheduler's control: a real thread that runs only while it has the token.</summary>
internal sealed class VirtualThread(Scheduler scheduler, int id, string name)
{
    [ThreadStatic]
    private static VirtualThread? current;

    private readonly Runner runner = Runner.Rent();

    /// <summary>The virtual thread that runs the caller; null outside of a controlled schedule.</summary>
    public static VirtualThread? Current => current;

    public static VirtualThread Controlled =>
        current ?? throw new InvalidOperationException("Pools and parkers of this build work inside ControlledSchedule.Run only.");

    public Scheduler Scheduler => scheduler;

    public int Id => id;

    public string Name => name;

    /// <summary>What it sleeps on; null while it can run.</summary>
    public object? SleepsOn { get; set; }

    /// <summary>Whether its sleep has a time limit, which may end whenever the scheduler likes.</summary>
    public bool IsTimed { get; set; }

    public bool TimedOut { get; set; }

    /// <summary>What it waits for beside <see cref="SleepsOn"/>; looked at before every choice.</summary>
    public Func<bool>? Condition { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>How many turns of spin loops it has made.</summary>
    public int Yields { get; set; }

    /// <summary>The place it stopped at.</summary>
    public Place Place { get; set; }

    /// <summary>Higher goes first, where the strategy is one of priorities.</summary>
    public long Priority { get; set; }

    public string State =>
        HasEnded ? "ended" : SleepsOn is not null ? "asleep at" : Condition is not null ? "waiting at" : "stopped at";

    public bool CanRun => !HasEnded && SleepsOn is null && (Condition is null || Condition());

    public void Launch(Action body) => runner.Assign(() =>
    {
        current = this;
        Exception? failure = null;
        try
        {
            body();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        current = null;
        runner.Return();
        scheduler.End(this, failure);
    });

    /// <summary>Hands the token to this thread.</summary>
    public void Resume() => runner.Resume();

    /// <summary>Waits for the token. Called on the thread itself.</summary>
    public void AwaitToken() => runner.AwaitToken();
}

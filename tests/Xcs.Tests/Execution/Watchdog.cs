namespace Xcs.Tests.Execution;

/// <summary>Ends the process, saying where, when a test that must not hang does. Generous: it never decides between slow and stuck on a busy machine.</summary>
internal static class Watchdog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static IDisposable Guard(Func<string> describe) =>
        new Timer(_ => Environment.FailFast($"No progress for {Patience.TotalSeconds:F0} s in {describe()}"), null, Patience, Timeout.InfiniteTimeSpan);
}

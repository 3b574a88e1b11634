using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Xcs.InterleavingTests.Harness;

/// <summary>A real thread, used by one virtual thread after the other. Those of a failed schedule stay asleep for ever.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Runners live as long as the process.")]
internal sealed class Runner
{
    private static readonly ConcurrentStack<Runner> Idle = new();

    private readonly SemaphoreSlim token = new(0);
    private Action? job;

    private Runner() => new Thread(Loop, maxStackSize: 1024 * 1024) { IsBackground = true, Name = "runner" }.UnsafeStart();

    public static Runner Rent() => Idle.TryPop(out Runner? runner) ? runner : new Runner();

    /// <summary>What to run when the token comes.</summary>
    public void Assign(Action body) => job = body;

    public void Resume() => token.Release();

    public void AwaitToken() => token.Wait();

    /// <summary>Called by the job at its end: may be rented again at once.</summary>
    public void Return() => Idle.Push(this);

    private void Loop()
    {
        while (true)
        {
            AwaitToken();
            job!();
        }
    }
}

using Xcs.Threading;

namespace Xcs;

// Runs keep the pool: a disposed one refuses new runs and ends when the last has ended.
public sealed partial class WorkerPool
{
    private int _openRuns;

    /// <summary>A run begins. While it is open any thread may bring work for it.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed and the caller is none of its own threads.</exception>
    internal void EnterRun()
    {
        Interleaving.Point();
        Interlocked.Increment(ref _openRuns);
        Interleaving.Point();
        if (!_closing || CurrentPool == this)
            return;

        ExitRun();
        ThrowIfDisposed();
    }

    /// <summary>The run has ended: it brings no more work.</summary>
    internal void ExitRun()
    {
        Interleaving.Point();
        if (Interlocked.Decrement(ref _openRuns) == 0 && _closing)
            Sleepers.TryTerminate();
    }

    /// <exception cref="ObjectDisposedException">The pool is disposed and the caller is none of its own threads.</exception>
    internal void ThrowIfDisposed()
    {
        if (_closing && CurrentPool != this)
            throw new ObjectDisposedException(Options.Name, "The worker pool is disposed of and takes no more runs. Dispose of a pool after the last call of the functions that use it.");
    }

    /// <summary>Holds the pool open if a run does: until <see cref="ExitRun"/>, it does not end and what is queued will be executed.</summary>
    private bool TryJoinRuns()
    {
        while (true)
        {
            Interleaving.Point();
            var runs = Volatile.Read(ref _openRuns);
            if (runs == 0)
                return false;
            Interleaving.Point();
            if (Interlocked.CompareExchange(ref _openRuns, runs + 1, runs) == runs)
                return true;
        }
    }
}

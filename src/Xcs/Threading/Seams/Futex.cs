namespace Xcs.Threading;

/// <summary>
/// One word of memory that a thread can sleep on for as long as it holds a value. Whoever changes the word calls <see cref="Wake"/>.
/// </summary>
internal sealed class Futex
{
    /// <summary>The word; changed with <see cref="Interlocked"/> only.</summary>
    public int Word;

    private readonly object _gate = new();

    /// <summary>Sleeps while the word is <paramref name="value"/>, at most for <paramref name="milliseconds"/> (-1: for ever).</summary>
    public void WaitWhile(int value, int milliseconds)
    {
        var deadline = milliseconds == Timeout.Infinite ? long.MaxValue : Environment.TickCount64 + milliseconds;
        var left = milliseconds;

        // The word is read under the gate and Wake takes the gate after the word has changed: either this thread reads the new value, or
        // it sleeps before Wake gets the gate and so is there to be woken.
        lock (_gate)
        {
            while (Volatile.Read(ref Word) == value && left != 0)
            {
                Monitor.Wait(_gate, left);
                if (left != Timeout.Infinite)
                    left = (int)Math.Max(0, deadline - Environment.TickCount64);
            }
        }
    }

    /// <summary>Wakes the thread that sleeps on the word, if one does.</summary>
    public void Wake()
    {
        lock (_gate)
            Monitor.Pulse(_gate);
    }
}

using Xcs.InterleavingTests.Harness;

namespace Xcs.Threading;

/// <summary>The controlled form of the product's class of the same name: who sleeps on the word is known to the scheduler.</summary>
internal sealed class Futex
{
    public int Word;

    // No other thread runs between the look at the word and going to sleep, as under the product's gate.
    public void WaitWhile(int value, int milliseconds)
    {
        var me = VirtualThread.Controlled;
        while (Word == value)
        {
            if (!me.Scheduler.Sleep(this, timed: milliseconds != Timeout.Infinite))
                return;
        }
    }

    public void Wake() => VirtualThread.Controlled.Scheduler.Wake(this);
}

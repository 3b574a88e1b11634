using System.Diagnostics;
using System.Text;

namespace Xcs.InterleavingTests.Harness;

/// <summary>
/// Runs the virtual threads of one schedule, one at a time. All state belongs to the thread that has the token; handing the token over
/// publishes it to the next.
/// </summary>
internal sealed class Scheduler(Strategy strategy, int maxSteps)
{
    // A thread whose sleep has a time limit is woken by it this seldom while others can run.
    private const int TimeoutOdds = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<VirtualThread> threads = [];
    private readonly List<VirtualThread> ready = [];
    private readonly List<(VirtualThread Thread, Place Place)> trace = [];
    private readonly TaskCompletionSource finished = new();
    private Exception? failure;
    private long clock;
    private int progress; // read by the watchdog

    public int Steps => trace.Count;

    /// <summary>Runs the body and everything that it starts. Returns why it failed, null when it did not.</summary>
    public Exception? Run(Action body)
    {
        Start("body", body).Resume();
        while (true)
        {
            int before = Volatile.Read(ref progress);
            if (finished.Task.Wait(Patience)) return failure;
            if (Volatile.Read(ref progress) == before)
            {
                return new ScheduleException("A thread passes no marked step any more: it loops, or waits in something that is no seam.");
            }
        }
    }

    public VirtualThread Start(string name, Action body)
    {
        var thread = new VirtualThread(this, threads.Count, name);
        threads.Add(thread);
        strategy.Started(thread);
        thread.Launch(body);
        return thread;
    }

    /// <summary>The calling thread stands before a marked step.</summary>
    public void Point(Place place) => Pass(VirtualThread.Controlled, place);

    /// <summary>The calling thread waits in a spin loop.</summary>
    public void Yield(Place place)
    {
        VirtualThread me = VirtualThread.Controlled;
        strategy.Yielded(me);
        Pass(me, place);
    }

    /// <summary>Puts the calling thread to sleep until <see cref="Wake"/>; false when its time limit ended the sleep.</summary>
    public bool Sleep(object key, bool timed)
    {
        VirtualThread me = VirtualThread.Controlled;
        me.SleepsOn = key;
        me.IsTimed = timed;
        me.TimedOut = false;
        Pass(me, me.Place);
        return !me.TimedOut;
    }

    public void Wake(object key)
    {
        foreach (VirtualThread thread in threads)
        {
            if (thread.SleepsOn != key) continue;
            thread.SleepsOn = null;
            return;
        }
    }

    public void WaitUntil(Func<bool> condition, Place place)
    {
        VirtualThread me = VirtualThread.Controlled;
        me.Condition = condition;
        Pass(me, place);
        me.Condition = null;
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit) => strategy.Next(limit);

    /// <summary>A clock that stands still between two readings, or goes on by up to 4 ms.</summary>
    public long Clock() => clock += Stopwatch.Frequency / 1_000_000 * (strategy.Next(2) == 0 ? 0 : strategy.Next(4_000));

    /// <summary>Ends the schedule. Its threads stay where they are; the calling one too.</summary>
    public void Fail(Exception exception)
    {
        Finish(exception);
        VirtualThread.Controlled.AwaitToken();
    }

    public void End(VirtualThread thread, Exception? exception)
    {
        thread.HasEnded = true;
        if (exception is not null)
        {
            Finish(exception);
        }
        else if (threads.TrueForAll(other => other.HasEnded))
        {
            Finish(null);
        }
        else
        {
            Record(thread, new Place("", "end", 0));
            Choose(thread)?.Resume();
        }
    }

    /// <summary>What distinguishes this schedule from others.</summary>
    public ulong Fingerprint()
    {
        ulong hash = 14695981039346656037;
        foreach ((VirtualThread thread, Place place) in trace)
        {
            hash = (hash ^ (uint)thread.Id) * 1099511628211;
            hash = (hash ^ (uint)place.Line) * 1099511628211;
        }

        return hash;
    }

    /// <summary>Who did what, one line for each turn of a thread; then where each thread stands.</summary>
    public string Trace()
    {
        var text = new StringBuilder();
        VirtualThread? last = null;
        foreach ((VirtualThread thread, Place place) in trace)
        {
            if (thread != last) text.AppendLine().Append(' ', 2).Append(thread.Name).Append(':');
            text.Append(' ').Append(place);
            last = thread;
        }

        text.AppendLine();
        foreach (VirtualThread thread in threads)
        {
            text.AppendLine().Append(' ', 2).Append(thread.Name).Append(": ").Append(thread.State).Append(' ').Append(thread.Place);
        }

        return text.ToString();
    }

    private void Pass(VirtualThread me, Place place)
    {
        Record(me, place);
        VirtualThread? next = Choose(me);
        if (next == me) return;
        next?.Resume();
        me.AwaitToken();
    }

    private void Record(VirtualThread me, Place place)
    {
        me.Place = place;
        trace.Add((me, place));
        Volatile.Write(ref progress, trace.Count);
    }

    /// <summary>The thread that runs next; null when the schedule has failed.</summary>
    private VirtualThread? Choose(VirtualThread me)
    {
        if (trace.Count > maxSteps)
        {
            Finish(new ScheduleException($"Not finished after {maxSteps} steps: the threads wait for each other in loops."));
            return null;
        }

        ready.Clear();
        VirtualThread? timed = null;
        foreach (VirtualThread thread in threads)
        {
            if (thread.CanRun) ready.Add(thread);
            else if (thread is { SleepsOn: not null, IsTimed: true } && (timed is null || strategy.Next(2) == 0)) timed = thread;
        }

        if (timed is not null && (ready.Count == 0 || strategy.Next(TimeoutOdds) == 0))
        {
            timed.SleepsOn = null;
            timed.TimedOut = true;
            return timed;
        }

        if (ready.Count > 0) return strategy.Choose(ready, me);

        Finish(new ScheduleException("Deadlock: every thread that has not ended sleeps."));
        return null;
    }

    private void Finish(Exception? exception)
    {
        failure = exception;
        finished.TrySetResult();
    }
}

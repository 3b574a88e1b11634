using Xcs.Compilation;
using Xcs.Threading;

namespace Xcs.Execution;

// The table of jobs, and jobs kept for use again within the run.
internal sealed partial class Run
{
    private readonly Lock _jobsLock = new();
    private readonly Dictionary<object, Stack<Job>> _idleJobs = [];
    private Job[] _jobs = new Job[4];
    private int _jobCount;

    /// <summary>A job of a kind, idle or new; <paramref name="kind"/> is what jobs that can stand for one another share.</summary>
    public TJob Rent<TJob>(object kind, Func<object, TJob> create)
        where TJob : Job
    {
        Interleaving.Point();
        lock (_jobsLock)
        {
            if (_idleJobs.TryGetValue(kind, out var idle) && idle.TryPop(out var known))
                return (TJob)known;

            var job = create(kind);
            if (_jobCount == _jobs.Length)
            {
                // Readers may hold the old table: its entries stay as they are.
                var grown = new Job[2 * _jobCount];
                _jobs.CopyTo(grown, 0);
                Volatile.Write(ref _jobs, grown);
            }

            job.Register(this, _jobCount);
            _jobs[_jobCount] = job;
            Volatile.Write(ref _jobCount, _jobCount + 1);
            return job;
        }
    }

    /// <summary>Keeps a job that has no unit left.</summary>
    public void Return(object kind, Job job)
    {
        Interleaving.Point();
        lock (_jobsLock)
        {
            if (!_idleJobs.TryGetValue(kind, out var idle))
                _idleJobs.Add(kind, idle = new Stack<Job>());
            idle.Push(job);
        }
    }

    /// <summary>An activation of a body whose end <paramref name="owner"/> hears of.</summary>
    public Activation RentBody(DataflowGraph graph, IActivationOwner owner, Job parent, int parentUnit)
    {
        var units = IsSequential ? graph.SerialUnits : graph.Units;
        var activation = Rent(units, static kind => new Activation((UnitGraph)kind));
        activation.Owner = owner;
        activation.Begin(parent, parentUnit);
        return activation;
    }

    public void ReturnBody(Activation activation)
    {
        if (IsTainted)
            return;
        activation.Frame.Clear();
        Return(activation.Units, activation);
    }

    /// <summary>Something has failed: completes whatever waits outside and cannot matter any more.</summary>
    public void AbandonWaiting(Participant? me)
    {
        var (jobs, count) = (Volatile.Read(ref _jobs), Volatile.Read(ref _jobCount));
        for (var k = 0; k < Math.Min(count, jobs.Length); k++)
            (jobs[k] as Activation)?.AbandonWaiting(me);
    }

    // A handle reaches another thread only after the table holds its job.
    private Job JobAt(int handle)
    {
        Interleaving.Point();
        return Volatile.Read(ref _jobs)[handle];
    }
}

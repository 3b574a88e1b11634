namespace Xcs.Bench;

/// <summary>A workflow whose run times are scaled so that the mean task takes the time asked for.</summary>
internal sealed class ScaledWorkflow
{
    private ScaledWorkflow(Workflow workflow, TimeSpan mean, bool isTimed, Func<double, WorkflowSite> siteOf)
    {
        (Workflow, Mean, IsTimed) = (workflow, mean, isTimed);
        var scale = mean.TotalNanoseconds / workflow.MeanRuntime.TotalNanoseconds;
        Sites = [.. workflow.Tasks.Select((task, number) => siteOf(task.Runtime.TotalNanoseconds * scale) with { Number = number })];
    }

    public Workflow Workflow { get; }

    public TimeSpan Mean { get; }

    /// <summary>Whether tasks wait for timers rather than compute.</summary>
    public bool IsTimed { get; }

    public WorkflowSite[] Sites { get; }

    /// <summary>Tasks that compute.</summary>
    public static ScaledWorkflow Computing(Workflow workflow, TimeSpan mean, Peak peak) => new(
        workflow,
        mean,
        isTimed: false,
        nanoseconds => new WorkflowSite(0, (int)Math.Round(nanoseconds / peak.NanosecondsPerIteration), TimeSpan.Zero));

    /// <summary>Tasks that wait: whole milliseconds, at least one, because timers know nothing finer.</summary>
    public static ScaledWorkflow Waiting(Workflow workflow, TimeSpan mean) => new(
        workflow,
        mean,
        isTimed: true,
        nanoseconds => new WorkflowSite(0, 0, TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(nanoseconds / 1e6)))));

    /// <summary>
    /// What no schedule can beat, in nanoseconds: the critical path, and where tasks compute the work shared by all workers. What an iteration
    /// takes is what it took when the tasks ran one by one in the same measurement, undisturbed.
    /// </summary>
    public double Bound(int workers, double oneByOne)
    {
        var perIteration = IsTimed ? 0 : oneByOne / Sites.Sum(site => (long)site.Iterations);
        double[] times = [.. Sites.Select(site => site.Delay.TotalNanoseconds + (site.Iterations * perIteration))];
        var path = Workflow.CriticalPath(times);
        return IsTimed ? path : Math.Max(path, times.Sum() / workers);
    }
}

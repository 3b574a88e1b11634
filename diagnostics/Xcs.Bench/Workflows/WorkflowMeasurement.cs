namespace Xcs.Bench;

/// <summary>One system on one workflow. Times in nanoseconds.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="MeanTask">What its mean task takes.</param>
/// <param name="Kind">Whether tasks compute or wait.</param>
/// <param name="System">The system's name.</param>
/// <param name="Makespan">Median of the rounds.</param>
/// <param name="BestMakespan">The fastest round.</param>
/// <param name="Bound">What no schedule can beat: max(critical path, work / workers).</param>
/// <param name="Efficiency">Bound over makespan.</param>
/// <param name="BestEfficiency">Bound over the fastest round.</param>
/// <param name="Speed">Over the tasks one by one.</param>
internal sealed record WorkflowMeasurement(
    string Workflow,
    int Tasks,
    double MeanTask,
    string Kind,
    string System,
    double Makespan,
    double BestMakespan,
    double Bound,
    double Efficiency,
    double BestEfficiency,
    double Speed)
{
    public static WorkflowMeasurement Of(Measurement row, Measurement oneByOne, ScaledWorkflow workflow, int workers)
    {
        var bound = workflow.Bound(workers, oneByOne.Minimum);
        return new WorkflowMeasurement(
            workflow.Workflow.Name,
            workflow.Sites.Length,
            workflow.Mean.TotalNanoseconds,
            workflow.IsTimed ? "timers" : "CPU",
            row.Contender,
            row.Median,
            row.Minimum,
            bound,
            bound / row.Median,
            bound / row.Minimum,
            row.Speed);
    }
}

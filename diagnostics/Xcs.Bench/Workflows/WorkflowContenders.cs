namespace Xcs.Bench;

/// <summary>Who runs a workflow: the tasks one by one, then the hand-written systems, then the product in each mode.</summary>
internal static class WorkflowContenders
{
    public static List<IContender> Create(ScaledWorkflow workflow) =>
    [
        .. workflow.IsTimed ? TimerContender.Create(workflow) : Computing(workflow),
        .. Enum.GetValues<ExecutionMode>().Select(mode => new WorkflowProgram(workflow, mode)),
    ];

    private static IEnumerable<IContender> Computing(ScaledWorkflow workflow) =>
    [
        new PlainLoop<WorkflowNodes>(new WorkflowNodes(workflow)),
        new DataflowNetwork<WorkflowNodes>(new WorkflowNodes(workflow)),
        new DataflowReadyQueue<WorkflowNodes>(new WorkflowNodes(workflow)),
        new TaskContinuations<WorkflowNodes>(new WorkflowNodes(workflow), TaskContinuationOptions.None),
    ];
}

namespace Xcs.Rewriting;

/// <summary>The units of a step: how a tick joins the run of a graph.</summary>
internal sealed class TickUnits : IUnitOperator<TickRun, TickWorker, Unit, TickRun>
{
    public static readonly TickUnits Instance = new();

    public int Count(TickRun input) => input.UnitCount;

    public TickWorker CreateScratch(TickRun input) => input.Rent();

    public Unit Execute(TickRun input, int unit, TickWorker scratch, CancellationToken cancellationToken)
    {
        input.Execute(scratch);
        return default;
    }

    public TickRun Merge(TickRun input, ReadOnlySpan<Unit> parts)
    {
        input.EndStep();
        return input;
    }
}

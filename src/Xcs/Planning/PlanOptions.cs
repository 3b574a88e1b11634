namespace Xcs;

/// <summary>How <see cref="DataflowGraph.Plan"/> makes a plan.</summary>
public sealed record PlanOptions
{
    /// <summary>The passes over the graph; all of them unless set.</summary>
    /// <exception cref="OptionsException">The value holds a bit that is no pass.</exception>
    public OptimizationPasses Passes
    {
        get;
        init => field = (value & ~OptimizationPasses.All) == 0
            ? value
            : throw new OptionsException($"{value} is not a set of passes", $"Combine the members of {nameof(OptimizationPasses)}.", $"{nameof(PlanOptions)}.{nameof(Passes)}");
    } = OptimizationPasses.All;

    internal static PlanOptions Default { get; } = new();
}

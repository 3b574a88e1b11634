using System.Collections.ObjectModel;
using Xcs.Planning;

namespace Xcs;

/// <summary>What <see cref="ExecutionPlan.Simulate"/> imagines.</summary>
public sealed record SimulationOptions
{
    /// <summary>Which of the ready nodes start first.</summary>
    /// <exception cref="OptionsException">The value is none of the enumeration's.</exception>
    public SchedulingOrder Order
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new OptionsException($"{value} is not an order", $"Use a member of {nameof(SchedulingOrder)}.", $"{nameof(SimulationOptions)}.{nameof(Order)}");
    }

    /// <summary>By the name of an operator, how many times faster it is imagined; below 1 it is slower.</summary>
    /// <exception cref="OptionsException">A factor is not a number above 0.</exception>
    public IReadOnlyDictionary<string, double> Speedups
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var (name, factor) in value)
            {
                if (!double.IsFinite(factor) || factor <= 0)
                    throw new OptionsException($"the speedup {factor} of {name} is not a number above 0", "Give 2 for twice as fast.", $"{nameof(SimulationOptions)}.{nameof(Speedups)}");
            }

            field = value;
        }
    } = ReadOnlyDictionary<string, double>.Empty;

    internal static SimulationOptions Default { get; } = new();

    internal CostTable Accelerate(DataflowGraph graph, CostTable costs)
    {
        OperatorNames.Require(graph, Speedups.Keys, $"{nameof(SimulationOptions)}.{nameof(Speedups)}");
        var faster = (double[])costs.ByNode.Clone();
        for (var id = 0; id < faster.Length; id++)
        {
            if (Speedups.TryGetValue(graph.Operators[id].Name, out var factor))
                faster[id] /= factor;
        }

        return costs with { ByNode = faster };
    }
}

using Xcs.Compilation;

namespace Xcs.Diagnostics;

/// <summary>What is imagined to be different in a run.</summary>
internal sealed record RunChange
{
    public static readonly RunChange None = new();

    /// <summary>The number of workers; that of the run where it is null.</summary>
    public int? Workers { get; init; }

    /// <summary>A node that takes half its time; -1 for none.</summary>
    public int Halved { get; init; } = -1;

    /// <summary>A node whose longest unit is two of half the time; -1 for none.</summary>
    public int Split { get; init; } = -1;

    /// <summary>An order that is not kept.</summary>
    public OrderCause? Free { get; init; }

    /// <summary>Whether nodes start as soon as they can, whatever the mode of the run.</summary>
    public bool IsEager { get; init; }

    /// <summary>Whether scheduling takes no time.</summary>
    public bool IsFreeOfOverhead { get; init; }

    /// <summary>Which nodes are scheduled together; as in the run where it is null.</summary>
    public UnitGraph? Units { get; init; }
}

namespace Xcs;

/// <summary>The passes that a plan makes over its graph. They touch operators declared pure, and constants; everything else runs exactly as traced.</summary>
[Flags]
public enum OptimizationPasses
{
    /// <summary>The graph is planned as it is.</summary>
    None = 0,

    /// <summary>Leaves out pure calls, and constants, that nothing reads.</summary>
    DeadCode = 1,

    /// <summary>Makes pure calls of one operator on the same inputs once.</summary>
    CommonSubexpressions = 2,

    /// <summary>Makes synchronous pure calls on constants once, when the graph is planned.</summary>
    ConstantFolding = 4,

    /// <summary>All passes.</summary>
    All = DeadCode | CommonSubexpressions | ConstantFolding,
}

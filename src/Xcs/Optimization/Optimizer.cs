namespace Xcs.Optimization;

internal static class Optimizer
{
    public static DataflowGraph Run(DataflowGraph graph, OptimizationPasses passes) => passes == 0 ? graph : graph;
}

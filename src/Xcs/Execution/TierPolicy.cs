using System.Globalization;
using System.Runtime.CompilerServices;
using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>Picks how a graph runs: at first, and once the cost of its nodes is known.</summary>
internal sealed class TierPolicy(DataflowGraph graph, JitOptions options, WorkerPool pool)
{
    private Tier? _sequentialOnPool;

    /// <summary>So many runs are measured before the graph counts as hot.</summary>
    public const int MeasuredRuns = 3;

    // What a parallel run costs beyond its nodes, in nanoseconds; measured with diagnostics/Xcs.Bench, rounded up.
    private const double StartCost = 3_000;
    private const double UnitCost = 150;

    // Parallelism has to promise this much before it is worth the risk that other work shares the machine.
    private const double LeastGain = 0.85;

    // A graph with fewer nodes keeps one unit a node in the modes that the user picked: units are what may overlap.
    private const int LeastNodesToMerge = 1024;

    /// <summary>For asynchronous calls of a graph that runs sequentially: in order, on one worker at a time, holding none while a node waits.</summary>
    public Tier SequentialOnPool => _sequentialOnPool ??= new Tier(ExecutionMode.Sequential, graph.SerialUnits, pool) { Reason = "sequential" };

    private bool CanCompile => options.Compilation != CompilationMode.Interpreted && RuntimeFeature.IsDynamicCodeCompiled;

    public Tier First()
    {
        if (options.Compilation == CompilationMode.Immediate)
            return Next(null);
        var isTiered = options.Compilation == CompilationMode.Tiered;
        var profile = isTiered ? new CostProfile(graph.NodeCount) : null;
        var (mode, reason) = options.Mode != ExecutionMode.Auto ? (options.Mode, "asked for")
            : !graph.IsParallel ? (ExecutionMode.Sequential, "nothing in the graph can overlap")
            : pool.Workers == 1 && !graph.MayWait ? (ExecutionMode.Sequential, "the pool has one worker")
            : (ExecutionMode.Eager, "costs are not known yet");
        return new Tier(mode, UnitsFor(mode), pool) { Profile = profile, Reason = reason };
    }

    /// <summary>The tier for a graph whose costs have been measured, or estimated where <paramref name="profile"/> is null.</summary>
    public Tier Next(CostProfile? profile)
    {
        var costs = profile?.ToNanoseconds() ?? Array.ConvertAll(graph.Operators, static node => node.IsGiven ? 0 : node.Cost > 0 ? node.Cost : 1_000);
        var (mode, units, reason) = Pick(costs, isMeasured: profile is not null);
        Delegate? direct = null;
        if (CanCompile)
        {
            direct = mode == ExecutionMode.Sequential ? FunctionCompiler.Compile(graph) : null;
            if (direct is null)
                units = units.With(UnitCode.Compile(units));
        }

        return new Tier(mode, units, pool) { Direct = direct, Reason = reason };
    }

    private (ExecutionMode Mode, UnitGraph Units, string Reason) Pick(double[] costs, bool isMeasured)
    {
        if (options.Mode == ExecutionMode.Sequential)
            return (ExecutionMode.Sequential, graph.SerialUnits, "asked for");
        if (options.Mode != ExecutionMode.Auto)
            return (options.Mode, graph.NodeCount < LeastNodesToMerge || !isMeasured ? graph.Units : Clustering.Grains(graph, costs), "asked for");
        if (!graph.IsParallel)
            return (ExecutionMode.Sequential, graph.SerialUnits, "nothing in the graph can overlap");
        if (pool.Workers == 1 && !graph.MayWait)
            return (ExecutionMode.Sequential, graph.SerialUnits, "the pool has one worker");
        if (graph.MayWait)
            return (ExecutionMode.Eager, graph.Units, "nodes wait for something outside");
        if (!isMeasured)
            return (ExecutionMode.Eager, graph.Units, "costs are not known yet");

        var units = Clustering.Grains(graph, costs);
        var sequential = costs.Sum();
        var parallel = StartCost + UnitSimulator.Makespan(units, costs, pool.Workers, UnitCost);
        var figures = string.Create(CultureInfo.InvariantCulture, $"sequential {sequential / 1000:F1} µs, eager {parallel / 1000:F1} µs with {pool.Workers} workers");
        return parallel < LeastGain * sequential
            ? (ExecutionMode.Eager, units, figures)
            : (ExecutionMode.Sequential, graph.SerialUnits, figures);
    }

    private UnitGraph UnitsFor(ExecutionMode mode) => mode == ExecutionMode.Sequential ? graph.SerialUnits : graph.Units;
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>
/// Picks how a graph runs: at first, and as more becomes known of what its nodes cost. A simulation on the measured costs decides; nodes of
/// a few nanoseconds drown in the cost of reading the clock, so for them both ways are tried before one is kept.
/// </summary>
internal sealed class TierPolicy(DataflowGraph graph, JitOptions options, WorkerPool pool)
{
    // So many runs of a way that is tried.
    private const int TrialRuns = 7;

    // What a parallel run costs beyond its units, in nanoseconds; measured with diagnostics/Xcs.Bench, rounded up.
    private const double StartCost = 3_000;

    // Parallelism has to promise this much before it is worth the risk that other work shares the machine.
    private const double LeastGain = 0.9;

    // Nodes, and items of maps, below this many nanoseconds on average cannot be measured one by one.
    private const double TinyNode = 1_000;

    // A graph with fewer nodes keeps one unit a node in the modes that the user picked: units are what may overlap.
    private const int LeastNodesToMerge = 1024;

    // A run counts as surprising beyond this factor, and never for less than this many nanoseconds.
    private const double SurpriseFactor = 4;
    private const double LeastSurprise = 20_000;

    private Tier? _sequentialOnPool;
    private int _surprises;
    private int _tolerance = 2;

    /// <summary>For asynchronous calls of a graph that runs sequentially: in order, on one worker at a time, holding none while a node waits.</summary>
    public Tier SequentialOnPool => _sequentialOnPool ??= new Tier(ExecutionMode.Sequential, graph.SerialUnits, pool) { Reason = "sequential" };

    private bool CanCompile => options.Compilation != CompilationMode.Interpreted && RuntimeFeature.IsDynamicCodeCompiled;

    public Tier First()
    {
        var (mode, reason) = Fixed() ?? (ExecutionMode.Eager, "costs are not known yet");
        var units = mode == ExecutionMode.Sequential ? graph.SerialUnits : graph.Units;
        return options.Compilation switch
        {
            CompilationMode.Immediate => Settle(mode, units, reason, expected: 0, costs: null),
            CompilationMode.Tiered => new Tier(mode, units, pool) { Reason = reason, Stage = TierStage.Nodes, Profile = new CostProfile(units) },
            _ => new Tier(mode, units, pool) { Reason = reason },
        };
    }

    /// <summary>The tier after one whose profile is complete.</summary>
    public Tier Next(Tier tier)
    {
        if (tier.Profile is not { } profile)
            return tier;
        var costs = profile.ToNanoseconds();
        switch (tier.Stage)
        {
            case TierStage.Nodes when Fixed() is { } pick:
                return pick.Mode == ExecutionMode.Sequential ? Settle(pick.Mode, graph.SerialUnits, pick.Reason, costs.Sum(), costs)
                    : graph.NodeCount < LeastNodesToMerge || graph.MayWait ? Settle(pick.Mode, graph.Units, pick.Reason, expected: 0, costs)
                    : Try(TierStage.Units, pick.Mode, Clustering.Grains(graph, costs, pick.Mode), pick.Reason, costs);
            case TierStage.Units:
                return Settle(tier.Mode, Clustering.Grains(graph, costs, tier.Mode), tier.Reason, expected: 0, costs);
            case TierStage.Nodes:
                return Pick(costs, costs.Sum(), next: costs.Sum() < TinyNode * (graph.NodeCount + profile.Items) ? TierStage.SequentialTrial : TierStage.Settled);
            case TierStage.SequentialTrial:
                return Pick(costs, profile.Makespan, TierStage.ParallelTrial);
            default:
                return profile.Makespan < LeastGain * tier.Sequential
                    ? Settle(ExecutionMode.Eager, tier.Units, tier.Reason, profile.Makespan, costs)
                    : Settle(ExecutionMode.Sequential, graph.SerialUnits, string.Create(CultureInfo.InvariantCulture, $"{tier.Reason}, {profile.Makespan / 1000:F1} µs measured"), tier.Sequential, costs);
        }
    }

    /// <summary>Whether runs take so much more or less than expected, several times in a row, that it is time to measure again.</summary>
    public bool IsSurprising(Tier tier, long ticks)
    {
        if (tier.Expected == 0 || options.Mode != ExecutionMode.Auto)
            return false;
        var taken = ticks * 1e9 / Stopwatch.Frequency;
        var isExpected = taken < Math.Max(SurpriseFactor * tier.Expected, tier.Expected + LeastSurprise)
            && (tier.Mode == ExecutionMode.Sequential || taken > tier.Expected / SurpriseFactor);
        if (isExpected)
        {
            _surprises = 0;
            return false;
        }

        if (++_surprises < _tolerance)
            return false;
        // Work that keeps changing is measured again less and less often.
        _surprises = 0;
        _tolerance = Math.Min(2 * _tolerance, 1 << 20);
        return true;
    }

    // By simulation; what it finds promising is tried out where the costs are not to be trusted yet.
    private Tier Pick(double[] costs, double sequential, TierStage next)
    {
        var units = Clustering.Grains(graph, costs, ExecutionMode.Eager);
        var parallel = StartCost + UnitSimulator.Makespan(units, costs, pool.Workers);
        var reason = string.Create(CultureInfo.InvariantCulture, $"sequential {sequential / 1000:F1} µs, eager {parallel / 1000:F1} µs expected with {pool.Workers} workers");
        if (parallel >= LeastGain * sequential)
            return Settle(ExecutionMode.Sequential, graph.SerialUnits, reason, sequential, costs);
        return next switch
        {
            TierStage.SequentialTrial => Try(next, ExecutionMode.Sequential, graph.SerialUnits, reason, costs),
            TierStage.ParallelTrial => Try(next, ExecutionMode.Eager, units, reason, costs, sequential),
            _ => Settle(ExecutionMode.Eager, units, reason, parallel, costs),
        };
    }

    // Where there is nothing to decide.
    private (ExecutionMode Mode, string Reason)? Fixed() =>
        options.Mode != ExecutionMode.Auto ? (options.Mode, "asked for")
        : !graph.IsParallel ? (ExecutionMode.Sequential, "nothing in the graph can overlap")
        : graph.MayWait ? (ExecutionMode.Eager, "nodes wait for something outside")
        : pool.Workers == 1 ? (ExecutionMode.Sequential, "the pool has one worker")
        : null;

    private Tier Try(TierStage stage, ExecutionMode mode, UnitGraph units, string reason, double[] shares, double sequential = 0)
    {
        var compiled = Compile(units, shares);
        return new Tier(mode, compiled, pool) { Reason = reason, Stage = stage, Profile = new CostProfile(compiled, shares) { RunsWanted = TrialRuns }, Sequential = sequential };
    }

    private Tier Settle(ExecutionMode mode, UnitGraph units, string reason, double expected, double[]? costs)
    {
        var direct = CanCompile && options.Progress is null && mode == ExecutionMode.Sequential ? FunctionCompiler.Compile(graph) : null;
        return new Tier(mode, direct is null ? Compile(units, costs) : units, pool) { Direct = direct, Reason = reason, Stage = TierStage.Settled, Expected = expected };
    }

    private UnitGraph Compile(UnitGraph units, double[]? costs) => CanCompile && units.Code is null ? units.With(UnitCode.Compile(units, costs)) : units;
}

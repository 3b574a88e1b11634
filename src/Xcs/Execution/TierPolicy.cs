using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>
/// Picks how a graph runs: at first, and as more becomes known of what its nodes cost. Node by node first; where nodes were joined, the
/// joined units are measured too, because nodes of a few nanoseconds drown in the cost of reading the clock.
/// </summary>
internal sealed class TierPolicy(DataflowGraph graph, JitOptions options, WorkerPool pool)
{
    /// <summary>So many runs are measured before the next pick.</summary>
    public const int MeasuredRuns = 3;

    // What a parallel run costs beyond its nodes, in nanoseconds; measured with diagnostics/Xcs.Bench, rounded up.
    private const double StartCost = 3_000;
    private const double UnitCost = 150;

    // Parallelism has to promise this much before it is worth the risk that other work shares the machine.
    private const double LeastGain = 0.85;

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
            CompilationMode.Immediate => Compiled(mode, units, reason),
            CompilationMode.Tiered => new Tier(mode, units, pool) { Reason = reason, Profile = new CostProfile(units) },
            _ => new Tier(mode, units, pool) { Reason = reason },
        };
    }

    /// <summary>The tier after one whose profile is complete.</summary>
    public Tier Next(Tier tier)
    {
        if (tier.Profile is not { } profile)
            return tier;
        var costs = profile.ToNanoseconds();
        if (Fixed() is { } pick)
        {
            var merges = pick.Mode != ExecutionMode.Sequential && graph.NodeCount >= LeastNodesToMerge && !graph.MayWait;
            return merges
                ? Compiled(pick.Mode, Clustering.Grains(graph, costs), pick.Reason, profile.IsByUnit ? null : costs)
                : Compiled(pick.Mode, pick.Mode == ExecutionMode.Sequential ? graph.SerialUnits : graph.Units, pick.Reason, expected: costs.Sum());
        }

        var units = Clustering.Grains(graph, costs);
        var sequential = costs.Sum();
        var parallel = StartCost + UnitSimulator.Makespan(units, costs, pool.Workers, UnitCost);
        var reason = string.Create(CultureInfo.InvariantCulture, $"sequential {sequential / 1000:F1} µs, eager {parallel / 1000:F1} µs with {pool.Workers} workers");
        if (parallel >= LeastGain * sequential)
            return Compiled(ExecutionMode.Sequential, graph.SerialUnits, reason, expected: sequential);
        if (!profile.IsByUnit)
            return Compiled(ExecutionMode.Eager, units, reason, costs);

        // The last word has the clock: what the runs really took.
        return profile.Makespan < sequential
            ? Compiled(ExecutionMode.Eager, units, reason, expected: profile.Makespan)
            : Compiled(ExecutionMode.Sequential, graph.SerialUnits, string.Create(CultureInfo.InvariantCulture, $"{reason}, but {profile.Makespan / 1000:F1} µs measured"), expected: sequential);
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

    // Where there is nothing to decide.
    private (ExecutionMode Mode, string Reason)? Fixed() =>
        options.Mode != ExecutionMode.Auto ? (options.Mode, "asked for")
        : !graph.IsParallel ? (ExecutionMode.Sequential, "nothing in the graph can overlap")
        : graph.MayWait ? (ExecutionMode.Eager, "nodes wait for something outside")
        : pool.Workers == 1 ? (ExecutionMode.Sequential, "the pool has one worker")
        : null;

    private Tier Compiled(ExecutionMode mode, UnitGraph units, string reason, double[]? shares = null, double expected = 0)
    {
        var direct = CanCompile && options.Progress is null && mode == ExecutionMode.Sequential ? FunctionCompiler.Compile(graph) : null;
        var compiled = CanCompile && direct is null ? units.With(UnitCode.Compile(units)) : units;
        var profile = shares is null ? null : new CostProfile(compiled, shares);
        return new Tier(mode, compiled, pool) { Direct = direct, Reason = reason, Profile = profile, Expected = expected };
    }
}

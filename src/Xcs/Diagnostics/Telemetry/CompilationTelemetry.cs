using System.Collections.Concurrent;
using System.Reflection;
using Xcs.Execution;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>Tells listeners how functions become graphs, and graphs compiled ones.</summary>
internal static class CompilationTelemetry
{
    // Methods made at run time are left out: the set would keep them alive.
    private static readonly ConcurrentDictionary<MethodInfo, bool> Traced = [];

    public static void CacheHit(MethodInfo function) => Instruments.CacheHits.Add(1, Tags.Of(Tags.FunctionName, NameOf(function)));

    /// <summary>A function is traced, and may have been before.</summary>
    public static void Tracing(MethodInfo function, string reason)
    {
        if (function.DeclaringType is null || Traced.TryAdd(function, true))
            return;
        Instruments.Retraces.Add(1, Tags.Of(Tags.FunctionName, NameOf(function)), Tags.Of(Tags.RetraceReason, reason));
        XcsEventSource.Log.Retraced(NameOf(function), reason);
    }

    public static void TierChanged(DataflowGraph graph, Tier tier)
    {
        var (mode, stage) = (Texts.Of(tier.Mode), StageOf(tier));
        Instruments.TierChanges.Add(1, Tags.Of(Tags.GraphName, graph.Name), Tags.Of(Tags.RunMode, mode), Tags.Of(Tags.TierStage, stage));
        XcsEventSource.Log.TierChanged(graph.Name, mode, stage, tier.Reason);
    }

    private static string StageOf(Tier tier) => tier.Stage switch
    {
        TierStage.Nodes => "measuring_nodes",
        TierStage.Units => "measuring_units",
        TierStage.SequentialTrial => "trying_sequential",
        TierStage.ParallelTrial => "trying_parallel",
        _ => "settled",
    };

    private static string NameOf(MethodInfo function) => $"{function.DeclaringType?.Name}.{function.Name}";
}

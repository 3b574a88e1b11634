using System.Diagnostics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>The names of attributes. README.md in this folder is their catalogue.</summary>
internal static class Tags
{
    public const string GraphName = "xcs.graph.name";
    public const string GraphNodes = "xcs.graph.node_count";
    public const string RunMode = "xcs.run.mode";
    public const string RunWorkers = "xcs.run.workers";
    public const string RunNodesOmitted = "xcs.run.nodes_omitted";
    public const string StreamItems = "xcs.stream.item_count";
    public const string WaveIndex = "xcs.wave.index";
    public const string WaveNodes = "xcs.wave.node_count";
    public const string NodeId = "xcs.node.id";
    public const string NodeUnits = "xcs.node.unit_count";
    public const string OperatorName = "xcs.operator.name";
    public const string OperatorKind = "xcs.operator.kind";
    public const string Outcome = "xcs.outcome";
    public const string TierStage = "xcs.tier.stage";
    public const string FunctionName = "xcs.function.name";
    public const string RetraceReason = "xcs.retrace.reason";
    public const string PoolName = "xcs.pool.name";

    // Of OpenTelemetry's general conventions.
    public const string ErrorType = "error.type";
    public const string File = "code.file.path";
    public const string Line = "code.line.number";
    public const string ThreadName = "thread.name";

    public static KeyValuePair<string, object?> Of(string name, object? value) => new(name, value);

    /// <summary>The measurement's tags, with the type of the error where there was one.</summary>
    public static void AddError(ref TagList tags, string? errorType)
    {
        if (errorType is not null)
            tags.Add(ErrorType, errorType);
    }
}

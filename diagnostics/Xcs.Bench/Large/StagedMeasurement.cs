namespace Xcs.Bench;

/// <summary>Medians of the repetitions: stages in milliseconds, runs in nanoseconds per node.</summary>
internal sealed record StagedMeasurement(
    string Graph,
    int Nodes,
    string Contender,
    double Trace,
    double Plan,
    double Compile,
    double FirstRun,
    double NextRun,
    double BytesPerRun);

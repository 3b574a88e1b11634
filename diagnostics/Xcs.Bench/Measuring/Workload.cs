namespace Xcs.Bench;

/// <summary>One row group of the report.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Nodes">Nodes per run.</param>
/// <param name="Waves">Length of the longest path.</param>
/// <param name="CreateContenders">Builds the contenders, the baseline first.</param>
internal sealed record Workload(string Name, int Nodes, int Waves, Func<List<IContender>> CreateContenders);

namespace Xcs.Tests.Diagnostics;

/// <summary>A trace records every run of the process: these tests run while no others do.</summary>
[CollectionDefinition(nameof(Recording), DisableParallelization = true)]
public sealed class Recording;

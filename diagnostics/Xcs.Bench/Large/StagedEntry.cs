namespace Xcs.Bench;

/// <summary>A name, and how to make a fresh instance for each repetition.</summary>
internal sealed record StagedEntry(string Name, Func<IStagedContender> Create);

namespace Xcs.Bench;

/// <summary>Where the product takes part in the large graphs.</summary>
internal static partial class StagedContenders
{
    static partial void AddXcs(List<StagedEntry> entries)
    {
        foreach (var mode in (ReadOnlySpan<ExecutionMode>)[ExecutionMode.Sequential, ExecutionMode.Eager, ExecutionMode.Auto])
            entries.Add(new StagedEntry($"Xcs {mode}", () => new XcsStaged(mode)));
    }
}

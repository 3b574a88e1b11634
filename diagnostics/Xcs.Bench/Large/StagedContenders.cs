namespace Xcs.Bench;

/// <summary>Who takes part in the large graphs. The product joins in Product/XcsStagedContenders.cs.</summary>
internal static partial class StagedContenders
{
    public static List<StagedEntry> Create()
    {
        List<StagedEntry> entries =
        [
            new("Sequential loop", () => new StagedPeer(pattern => new SequentialLoop(pattern), StagedPeer.Needs.ProgramOrder)),
            new("Dataflow, ready queue", () => new StagedPeer(pattern => new DataflowReadyQueue<PatternNodes>(new PatternNodes(pattern)), StagedPeer.Needs.Topology)),
        ];
        AddXcs(entries);
        return entries;
    }

    static partial void AddXcs(List<StagedEntry> entries);
}

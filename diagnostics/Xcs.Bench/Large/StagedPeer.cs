namespace Xcs.Bench;

/// <summary>A hand-written system in stages: it is given the graph, derives what it schedules by, and builds its network.</summary>
internal sealed class StagedPeer(Func<Pattern, IContender> create, StagedPeer.Needs needs) : IStagedContender
{
    private Pattern? pattern;
    private IContender? contender;

    public enum Needs
    {
        ProgramOrder,
        Topology,
    }

    public void Trace(Pattern pattern) => this.pattern = pattern;

    public void Plan()
    {
        if (needs == Needs.Topology)
            _ = pattern!.Topology;
    }

    public void Compile() => contender = create(pattern!);

    public ulong Run(ulong argument) => contender!.Run(argument);

    public void Dispose() => contender?.Dispose();
}

namespace Xcs.Bench;

/// <summary>A hand-written system in stages: it is given the graph, derives what it schedules by, and builds its network.</summary>
internal sealed class StagedPeer(Func<Pattern, IContender> create, StagedPeer.Needs needs) : IStagedContender
{
    private Pattern? _pattern;
    private IContender? _contender;

    public enum Needs
    {
        ProgramOrder,
        Topology,
    }

    public void Trace(Pattern pattern) => _pattern = pattern;

    public void Plan()
    {
        if (needs == Needs.Topology)
            _ = _pattern!.Topology;
    }

    public void Compile() => _contender = create(_pattern!);

    public ulong Run(ulong argument) => _contender!.Run(argument);

    public void Dispose() => _contender?.Dispose();
}

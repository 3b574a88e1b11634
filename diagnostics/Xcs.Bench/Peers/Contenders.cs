namespace Xcs.Bench;

/// <summary>Who takes part in what. The product joins in Product/XcsContenders.cs.</summary>
internal static partial class Contenders
{
    private const int CutOff = 1024;

    public static List<IContender> ForPattern(Pattern pattern)
    {
        List<IContender> contenders =
        [
            new SequentialLoop(pattern),
            new SequentialDelegates(pattern),
            new ParallelForChunks<PatternNodes>(new PatternNodes(pattern), CutOff),
            .. Peers(pattern),
        ];
        AddXcs(pattern, contenders);
        return contenders;
    }

    public static List<IContender> ForDiamond()
    {
        var pattern = PatternCatalog.Diamond;
        List<IContender> contenders = [new DirectDiamond(), new LinkedBlocksDiamond(), .. Peers(pattern)];
        AddXcs(pattern, contenders);
        return contenders;
    }

    public static List<IContender> ForBlockingCalls()
    {
        var contenders = BlockingPeers.Create();
        AddXcsBlocking(contenders);
        return contenders;
    }

    public static List<IContender> ForAsyncCalls()
    {
        var contenders = AsyncPeers.Create();
        AddXcsAsync(contenders);
        return contenders;
    }

    // Each with slots of its own: the values of every node are compared.
    private static IEnumerable<IContender> Peers(Pattern pattern) =>
    [
        new DataflowNetwork<PatternNodes>(new PatternNodes(pattern)),
        new DataflowReadyQueue<PatternNodes>(new PatternNodes(pattern)),
        new TaskContinuations<PatternNodes>(new PatternNodes(pattern), TaskContinuationOptions.None),
        new TaskContinuations<PatternNodes>(new PatternNodes(pattern), TaskContinuationOptions.ExecuteSynchronously),
        new AsyncNodes<PatternNodes>(new PatternNodes(pattern)),
        new WhenAllNodes<PatternNodes>(new PatternNodes(pattern)),
        new WhenAllChunks<PatternNodes>(new PatternNodes(pattern)),
        new ParallelForNodes<PatternNodes>(new PatternNodes(pattern)),
        new ParallelForChunks<PatternNodes>(new PatternNodes(pattern)),
    ];

    static partial void AddXcs(Pattern pattern, List<IContender> contenders);

    static partial void AddXcsBlocking(List<IContender> contenders);

    static partial void AddXcsAsync(List<IContender> contenders);
}

namespace Xcs.Bench.Tests;

public sealed class TechniqueTests
{
    public static TheoryData<string> Patterns => ["diamond", "chain", "tree", "random"];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void EveryContenderReproducesTheBaseline(string name)
    {
        if (name == "diamond")
        {
            Check(Contenders.ForDiamond());
            return;
        }

        Check(Contenders.ForPattern(name switch
        {
            "chain" => PatternCatalog.Chain(50),
            "tree" => PatternCatalog.BinaryTree(32),
            _ => PatternCatalog.RandomDag(300),
        }));
    }

    [Fact]
    public void WavesAreLongestPaths()
    {
        var topology = Topology.Of([[], [0], [], [1, 2], [0, 3]]);
        Assert.Equal(4, topology.Waves);
        Assert.Equal([0, 2], topology.Wave(0));
        Assert.Equal([1, 4], topology.Successors(0));
        Assert.Equal([0, 2], topology.Roots);
        Assert.Equal([4], topology.Sinks);
    }

    private static void Check(List<IContender> contenders)
    {
        foreach (var contender in contenders)
            Verification.Check(contender, contenders[0]);
        contenders.ForEach(contender => contender.Dispose());
    }
}

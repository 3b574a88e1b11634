namespace Xcs.Rewriting.Tests;

public class RandomWorldTests(ITestOutputHelper output)
{
    private const int Parts = 10;
    private const int Ticks = 200;

    /// <summary>How many worlds a run has: XCS_RANDOM_WORLDS, or 500. XCS_RANDOM_SEED is that of the first.</summary>
    private static readonly int Worlds = Number("XCS_RANDOM_WORLDS", 500);

    public static TheoryData<int> EachPart => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(EachPart))]
    public void EngineAgreesWithTheReference(int part)
    {
        var first = Number("XCS_RANDOM_SEED", 1);
        var failures = 0;
        for (var seed = first + part; seed < first + Worlds; seed += Parts)
            failures += Run(seed);
        output.WriteLine($"{failures} ticks failed on both sides");
    }

    private int Run(int seed)
    {
        RandomWorld? world = null;
        try
        {
            world = new RandomWorld(seed);
            return world.Run(Ticks);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"XCS_RANDOM_SEED={seed} XCS_RANDOM_WORLDS=1 fails. {exception.Message}\n{world?.Describe()}", exception);
        }
        finally
        {
            world?.Dispose();
        }
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}

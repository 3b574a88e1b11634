using System.Collections.Concurrent;

namespace Xcs.Rewriting.Tests;

public class RandomWorldTests(ITestOutputHelper output)
{
    private const int Ticks = 200;

    /// <summary>
    /// How many worlds a run has: XCS_RANDOM_WORLDS, or 500. XCS_RANDOM_SEED is that of the first. Many worlds run at a time, each on its own.
    /// </summary>
    [Fact]
    public void EngineAgreesWithTheReference()
    {
        var (first, count) = (Number("XCS_RANDOM_SEED", 1), Number("XCS_RANDOM_WORLDS", 500));
        var failures = 0;
        var wrong = new ConcurrentBag<Exception>();
        Parallel.For(first, first + count, (seed, loop) =>
        {
            try
            {
                Interlocked.Add(ref failures, Run(seed));
            }
            catch (InvalidOperationException exception)
            {
                wrong.Add(exception);
                loop.Stop();
            }
        });
        if (!wrong.IsEmpty)
            throw new AggregateException(wrong);
        output.WriteLine($"{count} worlds from seed {first} on, {Ticks} ticks each; {failures} ticks failed on both sides");
        Assert.True(failures > count / 100, "ticks that fail are part of what is tested");
    }

    private static int Run(int seed)
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

using Microsoft.CodeAnalysis;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting;

public class LifterCacheTests
{
    [Fact]
    public void AMethodIsLiftedOnce()
    {
        var method = typeof(Math).GetMethod(nameof(Math.Clamp), [typeof(int), typeof(int), typeof(int)])!;
        Assert.Same(Lifter.Lift(method), Lifter.Lift(method));
    }

    [Fact]
    public void ThreadsThatLiftTheSameMethodsGetTheSameTrees()
    {
        var methods = CorpusMethods.Of(InMemoryCompiler.Compile("Corpus.Threads", OptimizationLevel.Release, CorpusSources.All))
            .Where(static method => method.DeclaringType!.Name is "Loops" or "Switches" or "Arithmetic")
            .ToArray();
        const int Threads = 4;
        var results = new LiftedMethod[Threads][];
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(k => new Thread(() =>
        {
            start.SignalAndWait();

            // From different ends, so that they meet.
            var order = k % 2 == 0 ? methods : methods.Reverse();
            results[k] = [.. order.Select(Lifter.Lift)];
            if (k % 2 != 0)
                Array.Reverse(results[k]);
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        foreach (var result in results)
            Assert.Equal(results[0], result);
    }
}

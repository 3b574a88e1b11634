namespace Xcs.Tests.Execution;

public sealed class CancellationInsideUnitsTests
{
    public static TheoryData<ExecutionMode, CompilationMode> Ways => new MatrixTheoryData<ExecutionMode, CompilationMode>(
        [ExecutionMode.Sequential, ExecutionMode.Waves, ExecutionMode.Eager, ExecutionMode.Auto],
        [CompilationMode.Tiered, CompilationMode.Immediate, CompilationMode.Interpreted]);

    /// <summary>A chain is one unit: nobody else could run any of it. Its nodes may still be long.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task NodesOfAChainThatHaveNotStartedAreLeftOut(ExecutionMode mode, CompilationMode compilation)
    {
        CancellationTokenSource? stop = null;
        var done = 0;
        int Step(int x)
        {
            if (++done == 3)
                stop?.Cancel();
            return x + 1;
        }

        var chain = Graph.Jit(
            (Traced<int> x) => Enumerable.Range(0, 10).Aggregate(x, (value, _) => Graph.Call(Step, value)),
            new JitOptions { Mode = mode, Compilation = compilation });

        for (var run = 0; run < 3; run++)
        {
            (stop, done) = (new CancellationTokenSource(), 0);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chain.InvokeAsync(0, stop.Token));
            Assert.Equal(3, done);
            stop.Dispose();
        }

        (stop, done) = (null, 0);
        Assert.Equal(10, await chain.InvokeAsync(0, TestContext.Current.CancellationToken));
    }
}

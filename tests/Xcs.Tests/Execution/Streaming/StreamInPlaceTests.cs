using System.Diagnostics;

namespace Xcs.Tests.Execution.Streaming;

/// <summary>Streams whose items cost less than handing them over go on in place: nothing else about them may change.</summary>
public sealed class StreamInPlaceTests
{
    [Fact]
    public async Task CheapItemsRunInPlaceUntilTheyProveCostly()
    {
        using var pool = new WorkerPool(new() { Workers = 2 });
        var probe = new Probe();
        var function = Graph.Jit<int, int>(x => Graph.Call(probe.Run, x), new() { Pool = pool });
        var source = new ProbedSource(int.MaxValue);
        var expected = 0;
        var phase = 0;

        await foreach (var result in function.StreamAsync(source, TestContext.Current.CancellationToken))
        {
            Assert.Equal(expected++, result);
            if (phase == 0 && probe.IsOffThePool)
                (phase, probe.IsCostly) = (1, true);
            else if (phase == 1 && !probe.IsOffThePool)
                (phase, probe.IsCostly) = (2, false);
            else if (phase == 2 && probe.IsOffThePool)
                break;
        }

        Assert.Equal(0, source.Open);
        Assert.Equal(1, source.Opened);
    }

    [Fact]
    public async Task InPlaceTheSourceIsNotReadAhead()
    {
        var (function, _) = await InPlace();
        var source = new ProbedSource(100);
        var given = 0;

        await foreach (var result in function.StreamAsync(source, TestContext.Current.CancellationToken))
        {
            Assert.Equal(given++, result);
            Assert.Equal(given, source.Read);
        }

        Assert.Equal(100, given);
        Assert.Equal(0, source.Open);
    }

    [Fact]
    public async Task AFailingItemInPlaceEndsTheStream()
    {
        var (function, probe) = await InPlace();
        probe.FailsAt = 70;
        var source = new ProbedSource(100);

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(source));

        Assert.Equal(Enumerable.Range(0, 70), results);
        Assert.IsType<FormatException>(failure);
        Assert.Equal(0, source.Open);
        Assert.Equal(71, source.Read);
    }

    [Fact]
    public async Task TheSourcesExceptionSurfacesInPlaceToo()
    {
        var (function, _) = await InPlace();
        var exception = new InvalidDataException("source");

        var (results, failure) = await Streams.DrainInTime(function.StreamAsync(Streams.ThenThrow(10, exception)));

        Assert.Equal(Enumerable.Range(0, 10), results);
        Assert.Same(exception, failure);
    }

    [Fact]
    public async Task CancellingEndsAStreamInPlace()
    {
        var (function, _) = await InPlace();
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var source = new ProbedSource(10, k => k < 5 ? Task.CompletedTask : never.Task);
        await using var enumerator = function.StreamAsync(source, cancellation.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var k = 0; k < 5; k++)
            Assert.True(await enumerator.MoveNextAsync());

        var next = enumerator.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(0, source.Open);
    }

    // A function whose streams start in place, because one has found its items cheap.
    private static async Task<(JitFunction<int, int> Function, Probe Probe)> InPlace()
    {
        var probe = new Probe();
        var function = Graph.Jit<int, int>(x => Graph.Call(probe.Run, x));
        await foreach (var _ in function.StreamAsync(new ProbedSource(int.MaxValue), TestContext.Current.CancellationToken))
        {
            if (probe.IsOffThePool)
                break;
        }

        return (function, probe);
    }

    private sealed class Probe
    {
        private static readonly TimeSpan Costly = TimeSpan.FromMilliseconds(20);

        private volatile bool _isOffThePool;

        public bool IsOffThePool => _isOffThePool;

        public volatile bool IsCostly;

        public int FailsAt { get; set; } = -1;

        public int Run(int x)
        {
            _isOffThePool = WorkerPool.CurrentPool is null;
            if (x == FailsAt)
                throw new FormatException();
            for (var watch = Stopwatch.StartNew(); IsCostly && watch.Elapsed < Costly;)
                Thread.SpinWait(100);
            return x;
        }
    }
}

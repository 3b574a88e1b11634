using Xcs.Diagnostics;
using Xcs.Tests.Execution.Randomized;

namespace Xcs.Tests.Diagnostics;

public sealed class RandomProgressTests
{
    [Fact]
    public async Task EveryRandomProgramEndsAtItsTotalsHoweverItEnds()
    {
        var (failed, cancelled) = (0, 0);
        for (var seed = 1; seed <= 400; seed++)
        {
            var program = ProgramGenerator.Make(seed, size: 60);
            var arguments = ProgramArguments.Make(seed);
            if (Reference.Run(program, arguments.ToList(), program.MaxId + 1, 2_000) is null)
                continue;
            var combination = Combination.All[seed % Combination.All.Count];
            var receiver = new ProgressReceiver();
            var function = GraphProgram.Jit(program, new Recorder(program.MaxId + 1), combination.Options with { Progress = receiver });
            for (var run = 0; run < 3; run++)
            {
                try
                {
                    await Run(function, arguments, run);
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                }
                catch (Exception)
                {
                    failed++;
                }

                try
                {
                    receiver.AssertForwardToTheEnd();
                }
                catch (Exception wrong)
                {
                    Assert.Fail($"seed {seed}, {combination}, run {run}: {wrong.Message}\n{function.Explain()}");
                }
            }
        }

        Assert.True(failed > 50 && cancelled > 20, $"{failed} runs failed and {cancelled} were cancelled: the programs are too tame");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task ReportsOfManyThreadsNeverGoBack(int threads)
    {
        const int Steps = 2_000;
        var seed = Environment.TickCount;
        var graph = Graph.Trace((Traced<int[]> x) => Graph.Map(x, item => item.Then(static v => v + 1)).Then(static items => items.Length).Then(static v => v * 2));
        var (receiver, map) = (new OneAtATime(), graph.Operators[1]);
        var counter = new ProgressCounter(receiver, graph.OperatorTable, millisecondsBetweenReports: 0);
        var start = new Barrier(threads);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(seed + thread);
                start.SignalAndWait();
                for (var step = 0; step < Steps; step++)
                {
                    var count = random.Next(1, 5);
                    counter.AnnounceUnits(map, count);
                    for (var unit = 0; unit < count; unit++)
                        counter.AddUnits(map, 1);
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        for (var node = 1; node < graph.NodeCount; node++)
            counter.AddNodes(node, 1);
        Assert.Null(counter.End());
        Assert.False(receiver.WasDisturbed, $"two threads reported at once, seed {seed}");
        Assert.True(receiver.Reports.Reports.Count > threads, $"seed {seed}");
        var last = receiver.Reports.AssertForwardToTheEnd();
        Assert.Equal(graph.NodeCount - 1, last.NodesTotal);
    }

    private static async Task Run(IProgramFunction function, ProgramArguments arguments, int way)
    {
        using var cancellation = new CancellationTokenSource();
        switch (way)
        {
            case 0:
                function.Invoke(arguments);
                return;
            case 1:
                await function.InvokeAsync(arguments, CancellationToken.None);
                return;
            default:
                var running = function.InvokeAsync(arguments, cancellation.Token);
                await cancellation.CancelAsync();
                await running;
                return;
        }
    }

    private sealed class OneAtATime : IProgress<RunProgress>
    {
        private int _inside;

        public ProgressReceiver Reports { get; } = new();

        public bool WasDisturbed { get; private set; }

        public void Report(RunProgress value)
        {
            if (Interlocked.Increment(ref _inside) != 1)
                WasDisturbed = true;
            Reports.Report(value);
            Interlocked.Decrement(ref _inside);
        }
    }
}

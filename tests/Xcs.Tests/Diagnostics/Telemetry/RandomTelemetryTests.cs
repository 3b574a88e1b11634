using System.Diagnostics;
using Xcs.Tests.Execution.Randomized;

namespace Xcs.Tests.Diagnostics.Telemetry;

[Collection(nameof(Recording))]
public sealed class RandomTelemetryTests
{
    [Fact]
    public async Task SpansOfRandomProgramsNestAndAllOfThemEnd()
    {
        using var spans = new SpanRecorder();
        var (runs, failures) = (0, 0);
        for (var seed = 1; seed <= 200; seed++)
        {
            var program = ProgramGenerator.Make(seed, size: 40);
            var arguments = ProgramArguments.Make(seed);
            if (Reference.Run(program, arguments.ToList(), program.MaxId + 1, 1_000) is not { } expected)
                continue;
            var combination = Combination.All[seed % Combination.All.Count];
            var function = GraphProgram.Jit(program, new Recorder(program.MaxId + 1), combination.Options);
            for (var run = 0; run < 2; run++)
            {
                spans.Clear();
                Exception? failure = null;
                try
                {
                    _ = run == 0 ? function.Invoke(arguments) : await function.InvokeAsync(arguments, CancellationToken.None);
                }
                catch (Exception exception)
                {
                    failure = exception;
                    failures++;
                }

                Assert.True(expected.Failure?.GetType() == failure?.GetType(), $"seed {seed}, {combination}: {failure}");
                Assert.True(Activity.Current is null, $"seed {seed}, {combination}: {Activity.Current?.DisplayName} is left");
                runs++;
                AssertNested(spans, failure, $"seed {seed}, {combination}, run {run}\n{function.Explain()}");
            }
        }

        Assert.True(runs > 200 && failures > 30, $"{runs} runs, {failures} failures: the programs are too tame");
    }

    private static void AssertNested(SpanRecorder spans, Exception? failure, string what)
    {
        // Operators that a failed run has given up may still be running; their nodes have ended.
        Assert.True(spans.Started == spans.All.Length, $"{what}: {spans.Started} spans began, {spans.All.Length} ended");
        // An operator may run a graph of its own: that run belongs to the operator's node.
        var (runs, waves, nodes) = (ById(spans.Named("run ")), ById(spans.Waves), ById(spans.Nodes));
        var outermost = Assert.Single(runs.Values, static run => run.ParentSpanId == default);
        Assert.True(failure?.GetType().FullName == (string?)outermost.GetTagItem("error.type"), what);
        Assert.True(runs.Values.All(run => run == outermost || nodes.ContainsKey(run.ParentSpanId)), what);
        Assert.True(waves.Values.All(wave => runs.ContainsKey(wave.ParentSpanId)), what);
        Assert.True(nodes.Values.All(node => waves.ContainsKey(node.ParentSpanId)), what);
        Assert.True(nodes.Values.Select(node => (waves[node.ParentSpanId].ParentSpanId, node.GetTagItem("xcs.node.id"))).Distinct().Count() == nodes.Count, what);
        Assert.True(runs.Count + waves.Count + nodes.Count == spans.All.Length, what);
    }

    private static Dictionary<ActivitySpanId, Activity> ById(Activity[] spans) => spans.ToDictionary(static span => span.SpanId);
}

using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics;

[Collection(nameof(Recording))]
public sealed class TraceOptionTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void OptionsRecordTheirOwnGraphAlone(ExecutionMode mode, CompilationMode compilation)
    {
        using var trace = RunTrace.ForOptions();
        var traced = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation, Trace = trace });
        var other = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation });
        for (var run = 0; run < 40; run++)
        {
            traced.Invoke(run);
            other.Invoke(run);
        }

        Assert.Equal(40, trace.Runs.Count);
        Assert.Null(RunTrace.Current);
        trace.Dispose();
        traced.Invoke(1);
        Assert.Equal(40, trace.Runs.Count);
    }

    [Fact]
    public void TraceOfTheProcessSeesWhatATraceByOptionsRecords()
    {
        using var own = RunTrace.ForOptions();
        var traced = Graph.Jit<int, int>(Branches, new JitOptions { Trace = own });
        var other = Graph.Jit<int, int>(Branches);
        traced.Invoke(1);
        using (var outer = RunTrace.Start())
        {
            traced.Invoke(2);
            using (var inner = RunTrace.Start())
            {
                traced.Invoke(3);
                other.Invoke(4);
                Assert.Equal(2, inner.Runs.Count);
            }

            traced.Invoke(5);
            Assert.Equal(4, outer.Runs.Count);
        }

        traced.Invoke(6);
        Assert.Equal(5, own.Runs.Count);
    }

    [Fact]
    public void TraceOfTheProcessMayStandInOptionsToo()
    {
        using var trace = RunTrace.Start();
        var traced = Graph.Jit<int, int>(Branches, new JitOptions { Trace = trace });
        traced.Invoke(1);
        using var inner = RunTrace.Start();
        traced.Invoke(2);
        Assert.Equal(2, trace.Runs.Count);
        Assert.Single(inner.Runs);
    }

    [Fact]
    public void TwoGraphsMayShareATrace()
    {
        using var trace = RunTrace.ForOptions();
        var options = new JitOptions { Trace = trace };
        Graph.Jit<int, int>(Branches, options).Invoke(1);
        Graph.Jit<int[], int[]>(Squares, options).Invoke([1, 2, 3]);
        Assert.Equal(["Branches", "Squares"], trace.Runs.Select(run => run.Graph));
    }

    [Fact]
    public void TooFewEventsAreRefused() =>
        Assert.Throws<OptionsException>(() => RunTrace.ForOptions(new RunTraceOptions { EventsPerThread = 0 }));
}

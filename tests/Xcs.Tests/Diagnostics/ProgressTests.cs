using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics;

public sealed class ProgressTests
{
    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void CountsNeverGoBackAndEndAtTheirTotals(ExecutionMode mode, CompilationMode compilation)
    {
        var seen = new ProgressReceiver();
        var fast = Graph.Jit(
            (Traced<int[]> values) => Graph.Map(values, value => value.Then(Slow)).Then(static items => items.Sum()).Then(Step),
            new JitOptions { Mode = mode, Compilation = compilation, Progress = seen });
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal(1225 + 1, fast.Invoke([.. Enumerable.Range(0, 50)]));
            seen.AssertForward(3, 3, 50, 50);
        }
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public async Task SameForRunsThatNobodyWaitsFor(ExecutionMode mode, CompilationMode compilation)
    {
        var seen = new ProgressReceiver();
        var fast = Graph.Jit<int, int>(Branches, new JitOptions { Mode = mode, Compilation = compilation, Progress = seen });
        await fast.InvokeAsync(1);
        seen.AssertForward(6, 6, 0, 0);
    }

    [Fact]
    public void LongRunsReportOnTheWayAtMostEveryTenMilliseconds()
    {
        var seen = new ProgressReceiver();
        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => value.Then(Slow)), new JitOptions { Progress = seen });
        fast.Invoke([.. Enumerable.Range(0, 1000)]);
        Assert.InRange(seen.Reports.Count, 3, 1000 / 2);
        Assert.Contains(seen.Reports, report => report.UnitsDone is > 0 and < 1000 && report.UnitsTotal == 1000);
    }

    [Theory]
    [MemberData(nameof(Ways), MemberType = typeof(TracedPrograms))]
    public void FailedRunEndsAtItsTotals(ExecutionMode mode, CompilationMode compilation)
    {
        var seen = new ProgressReceiver();
        var fast = Graph.Jit(
            (Traced<int[]> values) => Graph.Map(values, value => value.Then(FailOnNegative)).Then(static items => items.Sum()).Then(Step),
            new JitOptions { Mode = mode, Compilation = compilation, Progress = seen });
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke([1, 2, -3, 4]));
        seen.AssertForward(3, 3, 4, 4);
    }

    [Fact]
    public async Task CancelledRunEndsAtItsTotals()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new ProgressReceiver();
        int CancelAt(int x)
        {
            if (x == 10)
                cancellation.Cancel();
            return x;
        }

        var fast = Graph.Jit((Traced<int[]> values) => Graph.Map(values, value => value.Then(CancelAt)).Then(static items => items.Sum()), new JitOptions { Progress = seen });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fast.InvokeAsync([.. Enumerable.Range(0, 1000)], cancellation.Token));
        seen.AssertForward(2, 2, 1000, 1000);
    }

    [Fact]
    public void NestedMapsCountInEveryMode()
    {
        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            var seen = new ProgressReceiver();
            var fast = Graph.Jit(
                (Traced<int[][]> rows) => Graph.Map(rows, row => Graph.Map(row, value => value.Then(Step))),
                new JitOptions { Mode = mode, Progress = seen });
            fast.Invoke([[1, 2, 3], [4, 5], [6]]);
            seen.AssertForward(1, 1, 9, 9);
        }
    }

    [Fact]
    public async Task ReceiverThatThrowsFailsTheRunThatElseSucceeds()
    {
        var options = new JitOptions { Progress = new Throwing() };
        var fast = Graph.Jit((Traced<int> x) => x.Then(FailOnNegative), options);
        Assert.Throws<InvalidTimeZoneException>(() => fast.Invoke(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Invoke(-1));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => fast.InvokeAsync(1));
    }

    private static int Slow(int x)
    {
        Spin(microseconds: 500);
        return x;
    }

    private sealed class Throwing : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => throw new InvalidTimeZoneException();
    }
}

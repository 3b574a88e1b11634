using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class ShapeScenarios
{
    [Fact]
    public void DiamondGivesItsResultOnce() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int top = probe.Add(0);
        probe.Add(probe.Add(top), probe.Add(top));
        Check(probe, Engine.AnyParallelMode(), workers: 2, isWholeResult: true);
    });

    [Fact]
    public void ChainRunsInOrder() => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int node = 0;
        for (int k = 0; k < 5; k++) node = probe.Add(node);
        int last = 0;
        probe.During = running =>
        {
            ControlledSchedule.Require(running == last + 1);
            last = running;
        };
        Check(probe, Engine.AnyParallelMode(), workers: 2, isWholeResult: true);
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ForkAndJoin(int workers) => ControlledSchedule.Explore(() =>
    {
        var probe = new Probe();
        int fork = probe.Add(0);
        int join = probe.Add(probe.Add(fork), probe.Add(fork), probe.Add(fork));
        probe.Add(probe.Add(join), probe.Add(join), probe.Add(join));
        Check(probe, Engine.AnyParallelMode(), workers, isWholeResult: false);
    });

    [Fact]
    public void NoUnitStartsBeforeTheWaveBeforeItHasEnded() => ControlledSchedule.Explore(() =>
    {
        int[] widths = [1, 3, 1, 2, 4, 1];
        var probe = new Probe();
        var waveOf = new List<int> { -1 };
        int first = 0;
        for (int wave = 0; wave < widths.Length; wave++)
        {
            int before = first;
            first = probe.Count;
            for (int k = 0; k < widths[wave]; k++)
            {
                probe.Add(before, before, before);
                waveOf.Add(wave);
            }
        }

        var started = new int[widths.Length];
        probe.During = node =>
        {
            int wave = waveOf[node];
            started[wave]++;
            ControlledSchedule.Require(wave == 0 || started[wave - 1] == widths[wave - 1]);
        };
        Check(probe, ExecutionMode.Waves, workers: 2, isWholeResult: true);
    });

    [Theory]
    [InlineData(ExecutionMode.Eager)]
    [InlineData(ExecutionMode.Waves)]
    public void AnyGraphGivesItsResultOnce(ExecutionMode mode) => ControlledSchedule.Explore(() =>
    {
        Probe probe = Probe.Random(6 + ControlledSchedule.Next(7));
        Check(probe, mode, 1 + ControlledSchedule.Next(3), isWholeResult: ControlledSchedule.Next(2) == 0);
    });

    [Fact]
    public void SequentialRunsAreInProgramOrder() => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        Probe probe = Probe.Random(6, outside, mayBlock: true);
        int last = 0;
        probe.During = running =>
        {
            ControlledSchedule.Require(running == last + 1);
            last = running;
        };
        Check(probe, ExecutionMode.Sequential, workers: 2, isWholeResult: true);
    });

    private static void Check(Probe probe, ExecutionMode mode, int workers, bool isWholeResult)
    {
        WorkerPool pool = Engine.Pool(workers);
        Executor executor = Engine.Make(probe.Build(isWholeResult), mode, pool);
        Exception? failure = Engine.Run<int[]>(executor, 7, result => probe.RequireResult(result, 7));
        ControlledSchedule.Require(failure is null);
        pool.Dispose();
        probe.RequireRuns();
        Engine.RequireRest(executor);
    }
}

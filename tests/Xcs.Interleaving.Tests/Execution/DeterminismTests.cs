using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class DeterminismTests
{
    [Fact]
    public void TheSameSeedGivesTheSameScheduleOfARun()
    {
        for (int seed = 0; seed < 50; seed++) Assert.Equal(ControlledSchedule.Run(seed, Scenario), ControlledSchedule.Run(seed, Scenario));

        static void Scenario()
        {
            using var outside = new Outside();
            using WorkerPool pool = Engine.Pool(2);
            Probe probe = Probe.Random(6, outside, mayBlock: true);
            Engine.Run<int[]>(Engine.Make(probe.Build(), Engine.AnyParallelMode(), pool), 1, _ => { });
            var counts = new Counts(outside);
            DataflowGraph units = Graph.Trace((Traced<int> x) => Graph.Expand(counts, x));
            Engine.Run<int[]>(Engine.Make(units, ExecutionMode.Eager, pool), 1, _ => { });
        }
    }
}

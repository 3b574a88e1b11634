using System.Runtime.ExceptionServices;
using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

// The wake protocol alone, as often as possible in one schedule: the caller never looks for units itself, helpers come and go.
public sealed class HandOverScenarios
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryUnitThatABusyCallerPushesFindsAHelper(int workers) => ControlledSchedule.Explore(() =>
    {
        WorkerPool pool = Engine.Pool(workers);
        var run = new Run(pool);
        HandOver job = run.Rent("hand over", _ => new HandOver(batches: 6, helpers: workers - 1));
        run.Open(ExecutionMode.Eager, callerTakesPart: true);
        job.Begin(null, 0);
        Participant caller = run.CallerPlace();
        run.Push(job, HandOver.Pusher, caller);
        run.RunToEnd(caller);
        pool.Dispose();
        ControlledSchedule.Require(job.IsOver);
    });

    /// <summary>Unit 0 pushes batches of units, of which each waits for the rest of its batch, and sometimes waits for a batch itself.</summary>
    private sealed class HandOver(int batches, int helpers) : Job
    {
        public const int Pusher = 0;

        private readonly Dictionary<int, (int Size, int Arrived)> batchOf = [];
        private int pushed;
        private int done;

        public bool IsOver { get; private set; }

        public override int Execute(int unit, Participant me)
        {
            if (unit == Pusher) PushAll(me);
            else Meet(unit);
            return -1;
        }

        public override void ExecuteClaimed(int from, int to, Participant me) => throw new NotSupportedException();

        public override int ClaimSize(int left) => 1;

        public override void CompleteWaiting(int unit, ExceptionDispatchInfo? failure, Participant? me) => throw new NotSupportedException();

        protected override int OrderOf(int unit) => unit;

        private void PushAll(Participant me)
        {
            for (int batch = 1; batch <= batches; batch++)
            {
                int size = 1 + ControlledSchedule.Next(helpers);
                batchOf.Add(batch, (size, 0));
                for (int k = 0; k < size; k++)
                {
                    pushed++;
                    Run.Push(this, batch, me);
                }

                // Batches that share the helpers could wait for each other.
                if (helpers > 1 || batch == batches || ControlledSchedule.Next(2) == 0) ControlledSchedule.WaitUntil(() => done == pushed);
            }

            IsOver = true;
            Run.Complete();
        }

        private void Meet(int batch)
        {
            batchOf[batch] = batchOf[batch] with { Arrived = batchOf[batch].Arrived + 1 };
            ControlledSchedule.WaitUntil(() => batchOf[batch].Arrived == batchOf[batch].Size);
            done++;
        }
    }
}

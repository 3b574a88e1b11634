using System.Runtime.CompilerServices;
using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

/// <summary>Calls of graphs whose argument is a number, and what must hold when all is over.</summary>
internal static class Engine
{
    /// <summary>Eager or in waves, as the seed decides.</summary>
    public static ExecutionMode AnyParallelMode() => ControlledSchedule.Next(2) == 0 ? ExecutionMode.Eager : ExecutionMode.Waves;

    public static WorkerPool Pool(int workers) => new(new WorkerPoolOptions { Workers = workers });

    /// <summary>Nothing is compiled or measured in the background.</summary>
    public static Executor Make(DataflowGraph graph, ExecutionMode mode, WorkerPool pool) =>
        new(new ExecutionPlan(graph), new JitOptions { Mode = mode, Compilation = CompilationMode.Interpreted, Pool = pool });

    public static T Invoke<T>(Executor executor, int argument)
    {
        Call call = executor.Begin();
        call.Frame.Write(0, argument);
        return call.Execute<T>();
    }

    public static Task<T> Start<T>(Executor executor, int argument, CancellationToken cancellationToken = default) =>
        executor.StartAsync<int, T>(argument, static (frame, argument) => frame.Write(0, argument), cancellationToken);

    /// <summary>A call whose caller takes part, or one that nobody waits for, as the seed decides; its exception.</summary>
    public static Exception? Run<T>(Executor executor, int argument, Action<T> check)
    {
        T result;
        if (executor.Tier.Mode == ExecutionMode.Sequential || ControlledSchedule.Next(2) == 0)
        {
            Task<T> task = Start<T>(executor, argument);
            ControlledSchedule.WaitUntil(() => task.IsCompleted);
            if (task.Exception is not null) return task.Exception.InnerException;
            result = task.Result;
        }
        else
        {
            try
            {
                result = Invoke<T>(executor, argument);
            }
            catch (FormatException failure)
            {
                return failure;
            }
        }

        check(result);
        return null;
    }

    /// <summary>
    /// Checks that the kept runs are at rest: nobody refers to them, and what is left in their queues are marks of ranges that have no
    /// unit left. Call it after the pool has ended, so that tickets that came too late have come.
    /// </summary>
    public static void RequireRest(Executor executor)
    {
        Tier tier = executor.Tier.Mode == ExecutionMode.Sequential ? executor.Tiers.SequentialOnPool : executor.Tier;
        for (int k = 0; k < 2; k++)
        {
            Run run = tier.RentRun().Run;
            ControlledSchedule.Require((References(run) & 0xFFFFFF) == 0);
            ControlledSchedule.Require(References(run) >> 24 == Generation(run));
            foreach (Participant participant in Participants(run))
            {
                while (participant.Deque.TryTake(out long item)) RequireSpent(run, item);
            }

            while (Inbox(run).TryTake(out long item)) RequireSpent(run, item);
        }
    }

    private static void RequireSpent(Run run, long item)
    {
        ControlledSchedule.Require((int)item == Xcs.Execution.Run.AnyOfRange);
        ControlledSchedule.Require(!Jobs(run)[(int)(item >> 32)].TryClaim(out _, out _, out _));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_references")]
    private static extern ref long References(Run run);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_generation")]
    private static extern ref long Generation(Run run);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_participants")]
    private static extern ref Participant[] Participants(Run run);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_inbox")]
    private static extern ref UnitInbox Inbox(Run run);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_jobs")]
    private static extern ref Job[] Jobs(Run run);
}

using Xcs.Threading;

namespace Xcs;

public sealed partial class WorkerPool
{
    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => Workers;

    /// <summary>
    /// Queues a task: on the calling worker's own queue, on the global one where the caller is not a worker of this pool or the task
    /// prefers fairness, on a blocking thread where it is long-running.
    /// </summary>
    protected override void QueueTask(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var item = new WorkItem(task, 0);
        if (task.CreationOptions.HasFlag(TaskCreationOptions.LongRunning))
        {
            PushBlocking(item);
        }
        else if (IsWorkerThread && !task.CreationOptions.HasFlag(TaskCreationOptions.PreferFairness))
        {
            CurrentWorker!.Local.Push(item);
            WakeForPushed();
        }
        else
        {
            PushGlobal(item);
        }
    }

    /// <summary>Runs a task inside the worker that waits for it; other threads have to wait until a worker runs it.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
    {
        if (!IsWorkerThread)
            return false;

        // Where the task stays in a queue nevertheless, TryExecuteTask refuses it the second time.
        if (taskWasPreviouslyQueued)
            TryDequeue(task);
        return TryExecuteTask(task);
    }

    /// <summary>Takes back the task that the calling worker has queued last.</summary>
    protected override bool TryDequeue(Task task) => IsWorkerThread && CurrentWorker!.Local.TryRemoveNewest(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        var tasks = new List<Task>();
        var all = Lane.TryCopyTasksTo(tasks) && Global.TryCopyTasksTo(tasks);
        foreach (var worker in _workers)
            all = all && worker.Local.TryCopyTasksTo(tasks);
        return all ? tasks : throw new NotSupportedException("A queue of the pool is busy just now. Ask again.");
    }
}

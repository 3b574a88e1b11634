namespace Xcs.Tests.Threading;

internal static class PoolTasks
{
    /// <summary>Starts a task on the pool.</summary>
    public static Task Start(this WorkerPool pool, Action body, TaskCreationOptions options = TaskCreationOptions.None) =>
        Task.Factory.StartNew(body, CancellationToken.None, options, pool);

    /// <inheritdoc cref="Start(WorkerPool, Action, TaskCreationOptions)"/>
    public static Task<T> Start<T>(this WorkerPool pool, Func<T> body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, pool);
}

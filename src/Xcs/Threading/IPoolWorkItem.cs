namespace Xcs.Threading;

/// <summary>
/// Work that is queued without allocating: the same object can be queued many times, each time with a number of its own. A run queues
/// such tickets to invite idle workers; a ticket that is executed when its generation is over finds that out itself and returns.
/// </summary>
internal interface IPoolWorkItem
{
    /// <summary>Runs on a thread of the pool, outside any task. Never throws.</summary>
    void Execute(long generation);
}

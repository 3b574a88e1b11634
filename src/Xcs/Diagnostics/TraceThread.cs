namespace Xcs;

/// <summary>What a thread is to a run.</summary>
public enum TraceThread
{
    /// <summary>A worker of the pool.</summary>
    Worker,

    /// <summary>The thread that called and that waits for the result by working; not a worker of the pool.</summary>
    Caller,

    /// <summary>A thread of the pool beside its workers, for operators that block.</summary>
    Blocking,

    /// <summary>Any other thread: one that completed a task that a node waited for.</summary>
    Outside,
}

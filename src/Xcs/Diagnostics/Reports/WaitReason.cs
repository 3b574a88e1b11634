namespace Xcs;

/// <summary>Why a node did not start earlier.</summary>
public enum WaitReason
{
    /// <summary>It started as soon as the node before it on the path had ended.</summary>
    Dependency,

    /// <summary>It was ready, and every worker was busy.</summary>
    WorkersBusy,

    /// <summary>It was ready, and the wave before its own had not ended.</summary>
    Wave,

    /// <summary>It was ready and a worker was free: it stood in line or the worker had to wake up.</summary>
    Queue,
}

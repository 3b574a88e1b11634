namespace Xcs.Bench;

/// <summary>What the independent operators of <c>scaling</c> do.</summary>
internal enum ScalingWork
{
    /// <summary>Compute: no more of them at a time than there are processors.</summary>
    Cpu,

    /// <summary>Hold a thread and wait; declared blocking, so that they hold no worker.</summary>
    Blocking,
}

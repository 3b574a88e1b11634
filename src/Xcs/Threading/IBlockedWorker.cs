namespace Xcs.Threading;

/// <summary>Something that a worker waits for.</summary>
internal interface IBlockedWorker
{
    /// <summary>Lets the worker look around once more; harmless when it does not wait any longer.</summary>
    void Wake();
}

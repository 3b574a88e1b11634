namespace Xcs.Bench;

/// <summary>
/// In-degree counters of a prebuilt network that rearm themselves: who brings a counter to zero sets it for the next run, which cannot
/// have begun. The interlocked decrement also publishes the value that was written before it.
/// </summary>
internal sealed class Countdowns(Topology topology) : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly int[] _pending = [.. topology.InDegrees];
    private int _pendingSinks = topology.Sinks.Length;

    /// <summary>An input of the node is there; true when it was the last.</summary>
    public bool Arrive(int node)
    {
        var inDegree = topology.InDegrees[node];
        if (inDegree == 1)
            return true;
        if (Interlocked.Decrement(ref _pending[node]) != 0)
            return false;
        _pending[node] = inDegree;
        return true;
    }

    public void SinkDone()
    {
        if (Interlocked.Decrement(ref _pendingSinks) != 0)
            return;
        _pendingSinks = topology.Sinks.Length;
        _done.Set();
    }

    /// <summary>Waits until every sink is done: every other node has a sink downstream.</summary>
    public void Wait()
    {
        _done.Wait();
        _done.Reset();
    }

    public void Dispose() => _done.Dispose();
}

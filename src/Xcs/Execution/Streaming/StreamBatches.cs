using Xcs.Compilation;

namespace Xcs.Execution.Streaming;

/// <summary>Batches at rest, for use again by any stream of the function. A lock, once a batch.</summary>
internal sealed class StreamBatches(UnitGraph units)
{
    // Beyond so many slots in all frames, which large graphs fill with few batches, the collector takes over.
    private const long MostSlots = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Stack<StreamBatch> _batches = new();
    private long _slots;

    public StreamBatch Rent()
    {
        lock (_gate)
        {
            if (_batches.TryPop(out var batch))
            {
                _slots -= Slots(batch);
                return batch;
            }
        }

        return new StreamBatch(units.CreateFrame);
    }

    public void Return(StreamBatch batch)
    {
        lock (_gate)
        {
            if (_slots + Slots(batch) > MostSlots)
                return;
            _slots += Slots(batch);
            _batches.Push(batch);
        }
    }

    private long Slots(StreamBatch batch) => (long)batch.Capacity * units.Graph.NodeCount;
}

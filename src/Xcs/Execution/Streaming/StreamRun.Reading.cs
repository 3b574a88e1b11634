using System.Diagnostics;
using System.Threading.Tasks.Dataflow;

namespace Xcs.Execution.Streaming;

// The reader, and how many items it puts into a batch: as many as the source has at hand, up to a size that follows what batches cost.
internal sealed partial class StreamRun<TArguments>
{
    // Written by the consumer, read by the reader.
    private volatile int _size = 1;

    private async Task ReadAsync(IAsyncEnumerable<TArguments> source, Action<Frame, TArguments> write)
    {
        try
        {
            var enumerator = source.GetAsyncEnumerator(_stop.Token);
            await using var _ = enumerator.ConfigureAwait(false);
            await ReadAsync(enumerator, write).ConfigureAwait(false);
        }
        finally
        {
            _first.Complete();
        }
    }

    private async Task ReadAsync(IAsyncEnumerator<TArguments> source, Action<Frame, TArguments> write)
    {
        StreamBatch? batch = null;
        long read = 0;
        long started = 0;
        var most = StreamLimits.MostItems;
        try
        {
            while (!IsDropped(read))
            {
                var next = source.MoveNextAsync();
                if (!next.IsCompleted && batch is not null)
                    Post();
                if (!await next.ConfigureAwait(false))
                    return;

                var arguments = source.Current;
                if (batch is null)
                {
                    await _window.WaitAsync(_stop.Token).ConfigureAwait(false);
                    batch = _plan.RentBatch(read);
                    started = Stopwatch.GetTimestamp();
                }

                write(_plan.Add(batch, _context).Frame, arguments);
                read++;
                if (batch.Count >= Math.Min(_size, most))
                    Post();
            }
        }
        finally
        {
            if (batch is not null)
                Post();
        }

        void Post()
        {
            // A source that takes its time to give an item must not keep those before it waiting.
            var elapsed = Stopwatch.GetTimestamp() - started;
            most = elapsed > StreamLimits.Long ? Math.Max(batch.Count / 2, 1) : Math.Min(2 * most, StreamLimits.MostItems);
            _first.Post(batch);
            batch = null;
        }
    }

    private void NoteWork(StreamBatch batch)
    {
        var size = _size;
        if (batch.Work > StreamLimits.Long)
            _size = Math.Max(Math.Min(size, batch.Count) / 2, 1);
        else if (batch.Work < StreamLimits.Short && batch.Count >= size && size < StreamLimits.MostItems)
            _size = 2 * size;
        if (size == StreamLimits.MostItems)
            _plan.Heat(_pool);
    }
}

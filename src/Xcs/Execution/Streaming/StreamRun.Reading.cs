using System.Diagnostics;
using System.Threading.Tasks.Dataflow;

namespace Xcs.Execution.Streaming;

// The reader, and how many items it puts into a batch: as many as the source has at hand, up to a size that follows what batches cost.
internal sealed partial class StreamRun<TArguments>
{
    // Written by the consumer, read by the reader.
    private volatile int _size = 1;
    private volatile bool _isLeaving;

    // Of the reader while it runs, then of the consumer.
    private IAsyncEnumerator<TArguments>? _source;
    private bool _isExhausted;
    private long _read;

    private void StartReading()
    {
        (_first, _last) = Chain();

        // Off the workers: a source that blocks its thread holds up nobody else.
        _reader = Task.Factory.StartNew(
            ReadAsync,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler,
            _pool).Unwrap();
    }

    private async Task ReadAsync()
    {
        try
        {
            _source ??= _items.GetAsyncEnumerator(_stop.Token);
            await ReadAsync(_source).ConfigureAwait(false);
        }
        finally
        {
            _first!.Complete();
        }
    }

    private async Task ReadAsync(IAsyncEnumerator<TArguments> source)
    {
        StreamBatch? batch = null;
        long started = 0;
        var most = StreamLimits.MostItems;
        try
        {
            while (!IsDropped(_read) && !_isLeaving)
            {
                var next = source.MoveNextAsync();
                if (!next.IsCompleted && batch is not null)
                    Post();
                if (!await next.ConfigureAwait(false))
                {
                    _isExhausted = true;
                    return;
                }

                var arguments = source.Current;
                if (batch is null)
                {
                    await _window.WaitAsync(_stop.Token).ConfigureAwait(false);
                    batch = _plan.RentBatch(_read);
                    started = Stopwatch.GetTimestamp();
                }

                _write(_plan.Add(batch, _context).Frame, arguments);
                _read++;
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
            _first!.Post(batch);
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
        NoteCheap(batch.Count == StreamLimits.MostItems && batch.Work < StreamLimits.Tiny);
    }
}

using System.Diagnostics;
using System.Threading.Tasks.Dataflow;

namespace Xcs.Execution.Streaming;

/// <summary>
/// One enumeration of a stream: a reader, a chain of blocks on the pool, one for each stage, and the consumer at its end. README.md in this
/// folder tells what is promised.
/// </summary>
internal sealed partial class StreamRun<TArguments> : IAsyncDisposable
{
    private readonly StreamPlan _plan;
    private readonly WorkerPool _pool;
    private readonly IAsyncEnumerable<TArguments> _items;
    private readonly Action<Frame, TArguments> _write;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _stop;
    private readonly RunContext _context;
    private readonly SemaphoreSlim _window;
    private ITargetBlock<StreamBatch>? _first;
    private IReceivableSourceBlock<StreamBatch>? _last;
    private Task _reader = Task.CompletedTask;

    // Places that the consumer has not passed on to the reader yet: a few at once wake it once.
    private int _places;

    // The first item in order known to have failed: later ones are left out. Only ever goes down.
    private long _failedItem = long.MaxValue;

    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public StreamRun(StreamPlan plan, WorkerPool pool, IAsyncEnumerable<TArguments> items, Action<Frame, TArguments> write, CancellationToken cancellationToken)
    {
        pool.EnterRun();
        (_plan, _pool, _items, _write, _cancellationToken) = (plan, pool, items, write, cancellationToken);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _context = new RunContext { CancellationToken = _stop.Token };
        _window = new SemaphoreSlim(StreamLimits.Batches(pool.Workers) - 1);
        IsInPlace = plan.StartsInPlace;
        if (!IsInPlace)
            StartReading();
    }

    /// <summary>Whether the next item comes from <see cref="NextInPlaceAsync"/>; otherwise from <see cref="NextAsync"/>.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>Whether the source has given its last item and all results have been given.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>
    /// The next results in order, to be given back with <see cref="Return"/>. Null after the last, or where the stream goes on in place.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token is cancelled.</exception>
    /// <remarks>Throws what the source threw, once all results before it have been given.</remarks>
    public async ValueTask<StreamBatch?> NextAsync()
    {
        var last = _last!;
        do
        {
            if (last.TryReceive(out var batch))
                return batch;
            PassPlaces();
        }
        while (await last.OutputAvailableAsync(_cancellationToken).ConfigureAwait(false));

        _cancellationToken.ThrowIfCancellationRequested();
        await _reader.ConfigureAwait(false);
        if (_isExhausted)
            await CompleteAsync().ConfigureAwait(false);
        else
            IsInPlace = true;
        return null;
    }

    /// <summary>The consumer is done with the results: as many items more may be read.</summary>
    public void Return(StreamBatch batch)
    {
        NoteWork(batch);
        _plan.Return(batch);
        if (++_places >= StreamLimits.Batches(_pool.Workers) / 4)
            PassPlaces();
    }

    /// <summary>Stops what is left and waits until nothing of it runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!IsComplete)
                await _stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            // What is left in the blocks passes through to the end: stages do nothing for dropped items. Cancelling the blocks instead would
            // leave a block that has all its input, but results in its hands, waiting for somebody to take them.
            await _reader.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_last is not null)
            {
                _last.LinkTo(DataflowBlock.NullTarget<StreamBatch>());
                await _last.Completion.ConfigureAwait(false);
            }

            _stop.Dispose();
            _window.Dispose();
            _pool.ExitRun();
            await DisposeSourceAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask CompleteAsync()
    {
        IsComplete = true;
        await DisposeSourceAsync().ConfigureAwait(false);
    }

    private async ValueTask DisposeSourceAsync()
    {
        var source = _source;
        _source = null;
        if (source is not null)
            await source.DisposeAsync().ConfigureAwait(false);
    }

    private void PassPlaces()
    {
        if (_places > 0)
            _window.Release(_places);
        _places = 0;
    }

    private (ITargetBlock<StreamBatch> First, IReceivableSourceBlock<StreamBatch> Last) Chain()
    {
        TransformBlock<StreamBatch, StreamBatch>? first = null;
        TransformBlock<StreamBatch, StreamBatch>? last = null;
        foreach (var stage in _plan.Stages.DefaultIfEmpty(new StreamStage([], IsOrdered: false, 0, 0, Waiting: null)))
        {
            var block = Block(stage);
            last?.LinkTo(block, new DataflowLinkOptions { PropagateCompletion = true });
            first ??= block;
            last = block;
        }

        return (first!, last!);
    }

    // No block has a bound of its own: the window bounds them all together. Blocks neither fail nor are cancelled, so what is posted comes out.
    private TransformBlock<StreamBatch, StreamBatch> Block(StreamStage stage)
    {
        var options = new ExecutionDataflowBlockOptions
        {
            TaskScheduler = _pool,
            SingleProducerConstrained = true,
            MaxDegreeOfParallelism = stage.IsOrdered ? 1 : stage.Waiting is null ? _pool.Workers : DataflowBlockOptions.Unbounded,
        };
        if (stage.Waiting is null)
            return new TransformBlock<StreamBatch, StreamBatch>(batch => Run(stage, batch), options);

        var runs = new Recycler<PreparedRun>(() => new PreparedRun(stage.Waiting, _pool));
        return new TransformBlock<StreamBatch, StreamBatch>(batch => RunAsync(stage, runs, batch), options);
    }

    private bool IsDropped(long item) => item > Volatile.Read(ref _failedItem) || _stop.IsCancellationRequested;

    private StreamBatch Run(StreamStage stage, StreamBatch batch)
    {
        var started = Stopwatch.GetTimestamp();
        for (var k = 0; k < batch.Count && !IsDropped(batch.First + k); k++)
        {
            _plan.Run(stage, batch[k]);
            NoteFailure(batch, k);
        }

        batch.Work += Stopwatch.GetTimestamp() - started;
        return batch;
    }

    private async Task<StreamBatch> RunAsync(StreamStage stage, Recycler<PreparedRun> runs, StreamBatch batch)
    {
        var started = Stopwatch.GetTimestamp();
        for (var k = 0; k < batch.Count && !IsDropped(batch.First + k); k++)
        {
            await StreamItemRun.RunAsync(runs, _plan.WaitingMode, batch[k], _stop.Token).ConfigureAwait(false);
            NoteFailure(batch, k);
        }

        batch.Work += Stopwatch.GetTimestamp() - started;
        return batch;
    }

    private void NoteFailure(StreamBatch batch, int k)
    {
        if (batch[k].Failure is null)
            return;
        var item = batch.First + k;
        var known = Volatile.Read(ref _failedItem);
        while (item < known)
        {
            var seen = Interlocked.CompareExchange(ref _failedItem, item, known);
            if (seen == known)
                return;
            known = seen;
        }
    }
}

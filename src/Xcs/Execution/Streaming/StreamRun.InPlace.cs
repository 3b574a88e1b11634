using System.Diagnostics;

namespace Xcs.Execution.Streaming;

// Items that cost less than handing them over: once that is known, the consumer reads and runs them itself, one by one, until one proves
// costly. Nothing is under way meanwhile: the chain is empty and its reader has ended.
internal sealed partial class StreamRun<TArguments>
{
    private StreamBatch? _inPlace;
    private int _tinyBatches;
    private int _tinyBatchesWanted = StreamLimits.TinyBatches;
    private int _costlySamples;

    /// <summary>The next item, run to its end; null after the last, or where the stream goes on in the chain.</summary>
    /// <remarks>Throws what the source throws.</remarks>
    public async ValueTask<StreamItem?> NextInPlaceAsync()
    {
        if (_costlySamples > 1)
        {
            LeavePlace();
            return null;
        }

        var source = _source ??= _items.GetAsyncEnumerator(_stop.Token);
        try
        {
            if (!await source.MoveNextAsync().ConfigureAwait(false))
            {
                _isExhausted = true;
                await CompleteAsync().ConfigureAwait(false);
                return null;
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return RunInPlace(source.Current);
    }

    private StreamItem RunInPlace(TArguments arguments)
    {
        var batch = _inPlace ??= _plan.RentBatch(_read);
        batch.Rest();
        batch.Begin(_read);
        var item = _plan.Add(batch, _context);
        _write(item.Frame, arguments);

        // The coarse clock costs next to nothing and sees what takes milliseconds; the fine one is for samples.
        var isSample = (_read++ & (StreamLimits.ItemsBetweenTimings - 1)) == 0 || _costlySamples > 0;
        var (coarse, started) = (Environment.TickCount64, isSample ? Stopwatch.GetTimestamp() : 0);
        var context = Executor.LeaveSynchronizationContext();
        foreach (var stage in _plan.Stages)
            _plan.Run(stage, item);
        Executor.Reenter(context);
        if (isSample)
            _costlySamples = Stopwatch.GetTimestamp() - started > StreamLimits.Costly ? _costlySamples + 1 : 0;
        if (Environment.TickCount64 - coarse > StreamLimits.CostlyMilliseconds)
            _costlySamples = int.MaxValue;
        return item;
    }

    private void NoteCheap(bool isTiny)
    {
        _tinyBatches = isTiny ? _tinyBatches + 1 : Math.Max(_tinyBatches - 2, 0);
        if (_tinyBatches < _tinyBatchesWanted || _plan.MayWait)
            return;
        _isLeaving = true;
        _plan.StartsInPlace = true;
    }

    private void LeavePlace()
    {
        if (_inPlace is not null)
            _plan.Return(_inPlace);
        _inPlace = null;
        _plan.StartsInPlace = false;
        _costlySamples = 0;
        _tinyBatches = 0;
        _tinyBatchesWanted = Math.Min(2 * _tinyBatchesWanted, 1 << 20);
        _size = 1;
        _isLeaving = false;
        IsInPlace = false;
        PassPlaces();
        StartReading();
    }
}

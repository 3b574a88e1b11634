using System.Runtime.CompilerServices;
using Xcs.Diagnostics.Telemetry;
using Xcs.Execution.Streaming;

namespace Xcs.Execution;

// Runs over the items of a stream.
internal sealed partial class Executor
{
    private StreamPlan? _stream;

    private StreamPlan StreamPlan => _stream ??= new StreamPlan(Graph, Options);

    /// <summary>Each enumeration is a run of its own. Streaming/README.md tells what is promised.</summary>
    public IAsyncEnumerable<TResult> StreamAsync<TArguments, TResult>(IAsyncEnumerable<TArguments> source, Action<Frame, TArguments> write, CancellationToken cancellationToken)
    {
        var results = RunAsync<TArguments, TResult>(source, write, cancellationToken);
        return Spans.Source.HasListeners() ? StreamTelemetry.Watch(Graph, Options.Mode, results, cancellationToken) : results;
    }

    private async IAsyncEnumerable<TResult> RunAsync<TArguments, TResult>(
        IAsyncEnumerable<TArguments> source, Action<Frame, TArguments> write, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new StreamRun<TArguments>(StreamPlan, WorkerPool.CurrentPool ?? Pool, source, write, cancellationToken);
        await using var _ = run.ConfigureAwait(false);
        while (!run.IsComplete)
        {
            while (!run.IsInPlace && await run.NextAsync().ConfigureAwait(false) is { } batch)
            {
                for (var k = 0; k < batch.Count; k++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    batch[k].Failure?.Throw();
                    yield return ResultOf<TResult>(batch[k].Frame);
                }

                run.Return(batch);
            }

            while (run.IsInPlace && await run.NextInPlaceAsync().ConfigureAwait(false) is { } item)
            {
                item.Failure?.Throw();
                yield return ResultOf<TResult>(item.Frame);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}

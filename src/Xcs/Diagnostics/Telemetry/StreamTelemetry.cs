using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>
/// The span of one enumeration of a stream. It lives as long as its consumer likes and belongs to no single request, so it begins a trace
/// of its own and links to the span that was current when the enumeration began.
/// </summary>
internal static class StreamTelemetry
{
    /// <summary>The same results, told of where somebody listens when the enumeration begins.</summary>
    public static async IAsyncEnumerable<TResult> Watch<TResult>(
        DataflowGraph graph, ExecutionMode mode, IAsyncEnumerable<TResult> results, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var span = Start(graph, mode);
        var items = 0L;
        var isOver = false;
        var enumerator = results.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    using var _ = CurrentSpan.Enter(span);
                    if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                        break;
                }
                catch (Exception failure)
                {
                    isOver = true;
                    await enumerator.DisposeAsync().ConfigureAwait(false);
                    End(span, items, failure);
                    throw;
                }

                items++;
                yield return enumerator.Current;
            }
        }
        finally
        {
            if (!isOver)
            {
                await enumerator.DisposeAsync().ConfigureAwait(false);
                End(span, items, failure: null);
            }
        }
    }

    private static Activity? Start(DataflowGraph graph, ExecutionMode mode)
    {
        var caller = Activity.Current;
        Activity.Current = null;
        var span = Spans.Source.StartActivity(ActivityKind.Internal, name: $"stream {graph.Name}", links: caller is null ? null : [new ActivityLink(caller.Context)]);
        Activity.Current = caller;
        span?.SetTag(Tags.GraphName, graph.Name);
        span?.SetTag(Tags.GraphNodes, graph.NodeCount);
        span?.SetTag(Tags.RunMode, Texts.Of(mode));
        return span;
    }

    private static void End(Activity? span, long items, Exception? failure)
    {
        if (span is null)
            return;
        span.SetTag(Tags.StreamItems, items);
        if (failure is OperationCanceledException)
            Spans.Cancel(span);
        else if (failure is not null)
            Spans.Fail(span, failure);
        Spans.End(span);
    }
}

using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>What one writes by hand: a bounded <c>TransformBlock</c> that keeps the order, a second one of width 1 for effects.</summary>
internal sealed class BlockStream : IContender
{
    private readonly int _items;
    private readonly int _width;
    private readonly Func<ExecutionDataflowBlockOptions, TransformBlock<ulong, ulong>> _create;
    private readonly Func<ulong, ulong>? _ordered;

    public BlockStream(int items, Func<ulong, ulong> step, Func<ulong, ulong>? ordered)
    {
        (_items, _ordered, _width) = (items, ordered, Environment.ProcessorCount);
        _create = options => new TransformBlock<ulong, ulong>(step, options);
    }

    public BlockStream(int items, Func<ulong, Task<ulong>> step, int width)
    {
        (_items, _width) = (items, width);
        _create = options => new TransformBlock<ulong, ulong>(step, options);
    }

    public string Name => "TransformBlocks";

    public ContenderKind Kind => ContenderKind.Peer;

    public ulong Run(ulong argument) => RunAsync(argument).GetAwaiter().GetResult();

    private async Task<ulong> RunAsync(ulong argument)
    {
        var first = _create(Options(_width));
        var last = first;
        if (_ordered is not null)
        {
            last = new TransformBlock<ulong, ulong>(_ordered, Options(1));
            first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });
        }

        var reading = ReadAsync(argument, first);
        ulong sum = 0;
        while (await last.OutputAvailableAsync().ConfigureAwait(false))
        {
            while (last.TryReceive(out var result))
                sum = (sum * 31) + result;
        }

        await reading.ConfigureAwait(false);
        return sum;
    }

    private async Task ReadAsync(ulong argument, TransformBlock<ulong, ulong> first)
    {
        await foreach (var item in StreamSteps.Source(argument, _items).ConfigureAwait(false))
            await first.SendAsync(item).ConfigureAwait(false);
        first.Complete();
    }

    private static ExecutionDataflowBlockOptions Options(int width) => new()
    {
        MaxDegreeOfParallelism = width,
        BoundedCapacity = 4 * Math.Max(width, 4),
        SingleProducerConstrained = true,
    };
}

namespace Xcs.Bench;

/// <summary>The product on a stream.</summary>
internal sealed class XcsStream(int items, Func<Traced<ulong>, Traced<ulong>> program) : IContender
{
    private readonly JitFunction<ulong, ulong> _function = Graph.Jit(program);

    public string Name => "Xcs StreamAsync";

    public ContenderKind Kind => ContenderKind.Xcs;

    public ulong Run(ulong argument) => RunAsync(argument).GetAwaiter().GetResult();

    private async Task<ulong> RunAsync(ulong argument)
    {
        ulong sum = 0;
        await foreach (var result in _function.StreamAsync(StreamSteps.Source(argument, items)).ConfigureAwait(false))
            sum = (sum * 31) + result;
        return sum;
    }
}

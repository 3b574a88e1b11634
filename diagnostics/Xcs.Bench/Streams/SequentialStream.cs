namespace Xcs.Bench;

/// <summary>The baseline: <c>await foreach</c> over the source, one item after the other.</summary>
internal sealed class SequentialStream : IContender
{
    private readonly Func<ulong, Task<ulong>> _run;

    public SequentialStream(int items, Func<ulong, ulong> step) => _run = async argument =>
    {
        ulong sum = 0;
        await foreach (var item in StreamSteps.Source(argument, items))
            sum = (sum * 31) + step(item);
        return sum;
    };

    public SequentialStream(int items, Func<ulong, Task<ulong>> step) => _run = async argument =>
    {
        ulong sum = 0;
        await foreach (var item in StreamSteps.Source(argument, items))
            sum = (sum * 31) + await step(item);
        return sum;
    };

    public string Name => "await foreach";

    public ContenderKind Kind => ContenderKind.Baseline;

    public ulong Run(ulong argument) => _run(argument).GetAwaiter().GetResult();
}

using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>Hand-written ways to overlap four asynchronous calls of 10 ms.</summary>
internal static class AsyncPeers
{
    public static List<IContender> Create() =>
    [
        new SlowCalls("Sequential", ContenderKind.Baseline, argument => SequentialAsync(argument).GetAwaiter().GetResult()),
        new SlowCalls("Task.WhenAll", ContenderKind.Peer, argument => WhenAllAsync(argument).GetAwaiter().GetResult()),
        new SlowCalls("Dataflow, TransformBlock", ContenderKind.Peer, Transform()),
    ];

    private static async Task<ulong[]> SequentialAsync(ulong argument)
    {
        var results = new ulong[SlowCalls.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = await Operators.DelayAsync(argument);
        return results;
    }

    private static Task<ulong[]> WhenAllAsync(ulong argument) =>
        Task.WhenAll(Enumerable.Range(0, SlowCalls.Count).Select(_ => Operators.DelayAsync(argument)));

    private static Func<ulong, ulong[]> Transform()
    {
        var options = new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = SlowCalls.Count };
        var block = new TransformBlock<ulong, ulong>(Operators.DelayAsync, options);
        return argument =>
        {
            for (var i = 0; i < SlowCalls.Count; i++)
                block.Post(argument);
            return [block.Receive(), block.Receive(), block.Receive(), block.Receive()];
        };
    }
}

using System.Threading.Tasks.Dataflow;

namespace Xcs.Bench;

/// <summary>Hand-written ways to overlap four calls that each hold a thread for 10 ms, all with four threads.</summary>
internal static class BlockingPeers
{
    public static List<IContender> Create()
    {
        // A competent author makes room for calls that block; the pool starts with one thread per processor and adds one or two a second.
        // No later workload is touched by it: the asynchronous calls hold no thread.
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        ThreadPool.SetMinThreads(Math.Max(workers, SlowCalls.Count + 1), completionPorts);
        return
        [
            new SlowCalls("Sequential", ContenderKind.Baseline, Sequential),
            new SlowCalls("Task.WhenAll", ContenderKind.Peer, WhenAll),
            new SlowCalls("Parallel.For", ContenderKind.Peer, ParallelFor),
            new SlowCalls("Dataflow, TransformBlock", ContenderKind.Peer, Transform()),
        ];
    }

    private static ulong[] Sequential(ulong argument)
    {
        var results = new ulong[SlowCalls.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Operators.Block(argument);
        return results;
    }

    private static ulong[] WhenAll(ulong argument)
    {
        var calls = Enumerable.Range(0, SlowCalls.Count).Select(_ => Task.Run(() => Operators.Block(argument)));
        return Task.WhenAll(calls).GetAwaiter().GetResult();
    }

    private static ulong[] ParallelFor(ulong argument)
    {
        var results = new ulong[SlowCalls.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = SlowCalls.Count };
        Parallel.For(0, SlowCalls.Count, options, i => results[i] = Operators.Block(argument));
        return results;
    }

    private static Func<ulong, ulong[]> Transform()
    {
        var options = new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = SlowCalls.Count };
        var block = new TransformBlock<ulong, ulong>(Operators.Block, options);
        return argument =>
        {
            for (var i = 0; i < SlowCalls.Count; i++)
                block.Post(argument);
            return [block.Receive(), block.Receive(), block.Receive(), block.Receive()];
        };
    }
}

namespace Xcs.Bench;

/// <summary>What the <c>streams</c> command runs.</summary>
internal static class StreamWorkloads
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        Synchronous("stream, two tiny nodes", items: 50_000, StreamSteps.Tiny),
        Synchronous("stream, 1 µs of work", items: 10_000, StreamSteps.Small),
        Synchronous("stream, 50 µs of work", items: 400, StreamSteps.Large),
        new("stream, 1 ms asynchronous wait", 50, Waves: 1, static () =>
        [
            new SequentialStream(50, StreamSteps.WaitAsync),
            new BlockStream(50, StreamSteps.WaitAsync, width: 16),
            new XcsStream(50, static x => Graph.Call<ulong, ulong>(StreamSteps.WaitAsync, x)),
        ]),
        new("stream, 20 µs of work, then an ordered effect of 5 µs", 800, Waves: 2, static () =>
        [
            new SequentialStream(800, static x => StreamSteps.Log(StreamSteps.Medium(x))),
            new BlockStream(800, StreamSteps.Medium, StreamSteps.Log),
            new XcsStream(800, static x => Graph.Call(StreamSteps.Log, Graph.Call(StreamSteps.Medium, x))),
        ]),
    ];

    private static Workload Synchronous(string name, int items, Func<ulong, ulong> step) => new(name, items, Waves: 2, () =>
    [
        new SequentialStream(items, x => StreamSteps.Finish(step(x))),
        new BlockStream(items, x => StreamSteps.Finish(step(x)), ordered: null),
        new XcsStream(items, x => Graph.Call(StreamSteps.Finish, Graph.Call(step, x))),
    ]);
}

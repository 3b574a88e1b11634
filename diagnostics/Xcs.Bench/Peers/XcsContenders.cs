namespace Xcs.Bench;

/// <summary>Where the product takes part.</summary>
internal static partial class Contenders
{
    private static readonly ExecutionMode[] Modes =
        [ExecutionMode.Sequential, ExecutionMode.Waves, ExecutionMode.Eager, ExecutionMode.Auto];

    // Slow calls wait rather than compute: they get a worker each, however few processors there are. Lives as long as the process.
    private static readonly Lazy<WorkerPool> SlowCallPool = new(() => new WorkerPool(new WorkerPoolOptions { Workers = SlowCalls.Count }));

    static partial void AddXcs(Pattern pattern, List<IContender> contenders)
    {
        foreach (var mode in Modes)
            contenders.Add(new XcsContender($"Xcs {mode}", XcsPrograms.ForPattern(pattern), new JitOptions { Mode = mode }));
    }

    static partial void AddXcsBlocking(List<IContender> contenders) => AddXcsSlow(XcsPrograms.BlockingCalls, contenders);

    static partial void AddXcsAsync(List<IContender> contenders) => AddXcsSlow(XcsPrograms.AsyncCalls, contenders);

    private static void AddXcsSlow(Func<Traced<ulong>, Traced<ulong>> program, List<IContender> contenders)
    {
        foreach (var mode in (ReadOnlySpan<ExecutionMode>)[ExecutionMode.Eager, ExecutionMode.Auto])
            contenders.Add(new XcsContender($"Xcs {mode}", program, new JitOptions { Mode = mode, Pool = SlowCallPool.Value }));
    }
}

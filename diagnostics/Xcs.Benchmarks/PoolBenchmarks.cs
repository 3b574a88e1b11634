using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>The pool as a task scheduler against the thread pool.</summary>
[MemoryDiagnoser]
public class PoolBenchmarks : IDisposable
{
    private const int Burst = 1000;

    private readonly WorkerPool _pool = new();
    private readonly Task[] _tasks = new Task[Burst];

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public void WorkerPoolBurst() => RunBurst(_pool);

    [Benchmark(Baseline = true, OperationsPerInvoke = Burst)]
    public void ThreadPoolBurst() => RunBurst(TaskScheduler.Default);

    [Benchmark]
    public void WorkerPoolOneTask() => Start(_pool).Wait();

    [Benchmark]
    public void ThreadPoolOneTask() => Start(TaskScheduler.Default).Wait();

    private void RunBurst(TaskScheduler scheduler)
    {
        for (var k = 0; k < Burst; k++)
            _tasks[k] = Start(scheduler);
        Task.WaitAll(_tasks);
    }

    private static Task Start(TaskScheduler scheduler) =>
        Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, scheduler);
}

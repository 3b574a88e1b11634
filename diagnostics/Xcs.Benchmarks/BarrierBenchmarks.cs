using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>A wave of two nodes, and what two threads pay to meet otherwise. Per wave.</summary>
public class BarrierBenchmarks : IDisposable
{
    private const int Waves = 400;

    private readonly WorkerPool _pool = new(new WorkerPoolOptions { Workers = 2 });
    private JitFunction<ulong, ulong> _waves = null!;
    private JitFunction<ulong, ulong> _eager = null!;

    [GlobalSetup]
    public void Setup()
    {
        _waves = Graph.Jit(Steps.Stencil(width: 2, Waves), new JitOptions { Mode = ExecutionMode.Waves, Pool = _pool });
        _eager = Graph.Jit(Steps.Stencil(width: 2, Waves), new JitOptions { Mode = ExecutionMode.Eager, Pool = _pool });
        Warm.Up(() => _waves.Invoke(1) + _eager.Invoke(1));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Waves)]
    public ulong XcsWaves() => _waves.Invoke(1);

    [Benchmark(OperationsPerInvoke = Waves)]
    public ulong XcsEager() => _eager.Invoke(1);

    [Benchmark(OperationsPerInvoke = Waves)]
    public void ParallelFor()
    {
        for (var wave = 0; wave < Waves; wave++)
            Parallel.For(0, 2, static _ => { });
    }

    [Benchmark(OperationsPerInvoke = Waves)]
    public void SystemBarrier()
    {
        using var barrier = new Barrier(2);
        var other = Task.Factory.StartNew(() => Meet(barrier), CancellationToken.None, TaskCreationOptions.None, _pool);
        Meet(barrier);
        other.Wait();
    }

    private static void Meet(Barrier barrier)
    {
        for (var wave = 0; wave < Waves; wave++)
            barrier.SignalAndWait();
    }
}

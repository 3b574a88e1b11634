using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>What a call of a jitted function costs, in each mode; the nodes themselves cost a nanosecond each.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private JitFunction<ulong, ulong> _diamond = null!;
    private JitFunction<ulong, ulong> _stencil = null!;

    [Params(ExecutionMode.Sequential, ExecutionMode.Waves, ExecutionMode.Eager, ExecutionMode.Auto)]
    public ExecutionMode Mode { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var options = new JitOptions { Mode = Mode };
        _diamond = Graph.Jit(Steps.Diamond(), options);
        _stencil = Graph.Jit(Steps.Stencil(width: 8, steps: 100), options);
        Warm.Up(() => _diamond.Invoke(1) + _stencil.Invoke(1));
    }

    [Benchmark]
    public ulong Diamond() => _diamond.Invoke(1);

    [Benchmark(OperationsPerInvoke = 800)]
    public ulong StencilPerNode() => _stencil.Invoke(1);
}

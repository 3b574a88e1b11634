using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>A graph of operators of a microsecond with tracing off and on. On is to cost less than 5 % more.</summary>
[MemoryDiagnoser]
[InvocationCount(Calls, unrollFactor: 1)]
public class TracingBenchmarks
{
    // A trace for each iteration: its buffers must not fill up, because what is lost costs nothing.
    private const int Calls = 512;
    private const int Width = 4;
    private const int Depth = 50;

    private JitFunction<ulong, ulong> _function = null!;
    private RunTrace? _trace;

    [Params(ExecutionMode.Sequential, ExecutionMode.Eager)]
    public ExecutionMode Mode { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _function = Graph.Jit(Steps.Microseconds(Width, Depth), new JitOptions { Mode = Mode });
        Warm.Up(() => _function.Invoke(1));
    }

    [IterationSetup(Target = nameof(On))]
    public void Open()
    {
        _trace = RunTrace.Start(new RunTraceOptions { EventsPerThread = 1 << 20 });
        // The buffers are made by the first events.
        _function.Invoke(1);
    }

    [IterationCleanup(Target = nameof(On))]
    public void Close()
    {
        _trace!.Dispose();
        if (_trace.LostEvents > 0)
            throw new InvalidOperationException($"{_trace.LostEvents} events were lost: fewer calls must go into one trace");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Width * Depth)]
    public ulong Off() => _function.Invoke(1);

    [Benchmark(OperationsPerInvoke = Width * Depth)]
    public ulong On() => _function.Invoke(1);
}

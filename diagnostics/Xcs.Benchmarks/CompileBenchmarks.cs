using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>The stages before the first run.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private DataflowGraph _graph = null!;
    private ExecutionPlan _plan = null!;

    [Params(10, 100, 1000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = Graph.Trace(Steps.Chain(Nodes));
        _plan = _graph.Plan();
    }

    [Benchmark]
    public DataflowGraph Trace() => Graph.Trace(Steps.Chain(Nodes));

    [Benchmark]
    public ExecutionPlan Plan() => _graph.Plan();

    [Benchmark]
    public CompiledGraph CompileAtOnce() =>
        _plan.Compile(new JitOptions { Mode = ExecutionMode.Sequential, Compilation = CompilationMode.Immediate });
}

namespace Xcs.Bench;

/// <summary>The product on the large graphs, by its public stages.</summary>
internal sealed class XcsStaged(ExecutionMode mode) : IStagedContender
{
    private DataflowGraph? _graph;
    private ExecutionPlan? _plan;
    private CompiledGraph? _compiled;

    public void Trace(Pattern pattern) => _graph = Graph.Trace(XcsPrograms.ForPattern(pattern));

    public void Plan() => _plan = _graph!.Plan();

    public void Compile() => _compiled = _plan!.Compile(new JitOptions { Mode = mode });

    public ulong Run(ulong argument) => (ulong)_compiled!.Invoke(argument)!;

    // What was compiled belongs to the garbage collector.
    public void Dispose() => _compiled = null;
}

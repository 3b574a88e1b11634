namespace Xcs.Bench;

/// <summary>The product on the large graphs, by its public stages.</summary>
internal sealed class XcsStaged(ExecutionMode mode) : IStagedContender
{
    private DataflowGraph? graph;
    private ExecutionPlan? plan;
    private CompiledGraph? compiled;

    public void Trace(Pattern pattern) => graph = Graph.Trace(XcsPrograms.ForPattern(pattern));

    public void Plan() => plan = graph!.Plan();

    public void Compile() => compiled = plan!.Compile(new JitOptions { Mode = mode });

    public ulong Run(ulong argument) => (ulong)compiled!.Invoke(argument)!;

    // What was compiled belongs to the garbage collector.
    public void Dispose() => compiled = null;
}

namespace Xcs.Bench;

/// <summary>The product on a pool of its own.</summary>
internal sealed class PooledContender : IContender
{
    private readonly WorkerPool _pool;
    private readonly JitFunction<ulong, ulong> _function;

    public PooledContender(Func<Traced<ulong>, Traced<ulong>> program, int workers)
    {
        Workers = workers;
        _pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        _function = Graph.Jit(program, new JitOptions { Mode = ExecutionMode.Eager, Pool = _pool });
    }

    public int Workers { get; }

    public string Name => $"{Workers}";

    public ContenderKind Kind => ContenderKind.Xcs;

    public ulong Run(ulong argument) => _function.Invoke(argument);

    public void Dispose() => _pool.Dispose();
}

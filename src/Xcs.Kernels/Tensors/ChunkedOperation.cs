using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Tensors;

/// <summary>Work that comes in chunks: whoever runs it, on however many workers, runs the same chunks.</summary>
internal interface IChunked
{
    int Chunks { get; }

    void Run(int chunk);
}

/// <summary>Runs the chunks of an operation, one after the other or on the workers of a pool.</summary>
/// <typeparam name="TWork">A value type, so that a call needs no object.</typeparam>
internal sealed class ChunkedOperation<TWork> : IUnitOperator<ChunkedOperation<TWork>.Call, Unit, Unit, Unit>
    where TWork : struct, IChunked
{
    private static readonly ConditionalWeakTable<WorkerPool, JitFunction<Call, Unit>> OnPools = [];

    /// <exception cref="OperationCanceledException">The token was cancelled between two chunks; some of the results are written.</exception>
    public static void Run(TWork work, bool split, TensorOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (split && work.Chunks > 1)
        {
            OnPools.GetValue(options.Pool ?? WorkerPool.Shared, OnPool).Invoke(new Call(work, cancellationToken));
            return;
        }

        for (var chunk = 0; chunk < work.Chunks; chunk++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            work.Run(chunk);
        }
    }

    public int Count(Call input) => input.Work.Chunks;

    public Unit CreateScratch(Call input) => default;

    public Unit Execute(Call input, int unit, Unit scratch, CancellationToken cancellationToken)
    {
        input.CancellationToken.ThrowIfCancellationRequested();
        input.Work.Run(unit);
        return default;
    }

    public Unit Merge(Call input, ReadOnlySpan<Unit> parts) => default;

    private static JitFunction<Call, Unit> OnPool(WorkerPool pool) => Graph.Jit(
        (Traced<Call> call) => Graph.Expand(new ChunkedOperation<TWork>(), call),
        new JitOptions { Mode = ExecutionMode.Eager, Compilation = CompilationMode.Interpreted, Pool = pool });

    /// <summary>One call. The run goes on while the caller waits in it, so that pointers into pinned spans stay valid.</summary>
    internal readonly record struct Call(TWork Work, CancellationToken CancellationToken);
}

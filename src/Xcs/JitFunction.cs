using System.Runtime.CompilerServices;
using Xcs.Diagnostics.Display;
using Xcs.Execution;

namespace Xcs;

/// <summary>A function that runs a graph: what all arities share.</summary>
[TypeFormatterSource(typeof(JitFunctionDisplay))]
public abstract class JitFunction
{
    private readonly Executor _executor;

    private protected JitFunction(Executor executor) => _executor = executor;

    /// <summary>The graph, after the passes.</summary>
    public DataflowGraph Graph => _executor.Graph;

    /// <summary>Waves, critical path and costs of the graph.</summary>
    public ExecutionPlan Plan => _executor.Plan;

    /// <summary>What was done to the graph and why it runs as it does: passes, mode, tier, cache.</summary>
    public string Explain() => _executor.Explain();

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}: {Graph}";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected TDelegate? DirectFor<TDelegate>()
        where TDelegate : Delegate =>
        Unsafe.As<TDelegate?>(_executor.Direct);

    private protected Call Begin() => _executor.Begin();

    private protected Task<TResult> Start<TArguments, TResult>(TArguments arguments, Action<Frame, TArguments> write, CancellationToken cancellationToken) =>
        _executor.StartAsync<TArguments, TResult>(arguments, write, cancellationToken);

    private protected IAsyncEnumerable<TResult> Stream<TArguments, TResult>(IAsyncEnumerable<TArguments> source, Action<Frame, TArguments> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _executor.StreamAsync<TArguments, TResult>(source, write, cancellationToken);
    }
}

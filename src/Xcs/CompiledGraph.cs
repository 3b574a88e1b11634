using Xcs.Compilation;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Diagnostics.Display;
using Xcs.Execution;

namespace Xcs;

/// <summary>A graph that is ready to run: the last of the stages trace, plan, compile. Safe to call from many threads at once.</summary>
[TypeFormatterSource(typeof(CompiledGraphDisplay))]
public sealed class CompiledGraph
{
    private readonly Executor _executor;

    internal CompiledGraph(Executor executor) => _executor = executor;

    /// <summary>The plan that was compiled.</summary>
    public ExecutionPlan Plan => _executor.Plan;

    /// <summary>Runs the graph; the calling thread takes part.</summary>
    /// <param name="arguments">One value for each argument of the graph.</param>
    /// <returns>The result, boxed where it is a value.</returns>
    /// <exception cref="ArgumentException">The number or the types of the values are not those of the graph's arguments.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    /// <remarks>Throws what the first failing node in program order throws.</remarks>
    public object? Invoke(params ReadOnlySpan<object?> arguments)
    {
        Check(arguments);
        var call = _executor.Begin();
        Write(call.Frame, arguments.ToArray());
        return call.Execute<object?>();
    }

    /// <summary>Runs the graph on the pool.</summary>
    /// <param name="arguments">One value for each argument of the graph.</param>
    /// <param name="cancellationToken">Stops the run: nodes that have not started are left out, those that run are waited for.</param>
    /// <exception cref="ArgumentException">The number or the types of the values are not those of the graph's arguments.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<object?> InvokeAsync(IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var values = arguments.ToArray();
        Check(values);
        return _executor.StartAsync<object?[], object?>(values, Write, cancellationToken);
    }

    /// <summary>What was done to the graph and why it runs as it does.</summary>
    public string Explain() => _executor.Explain();

    /// <summary>The units as text: which nodes run together, wave by wave, and what each unit makes ready.</summary>
    public string ToText() => UnitText.Write(_executor.Graph.Units);

    private void Check(ReadOnlySpan<object?> arguments)
    {
        var graph = _executor.Graph;
        if (arguments.Length != graph.ArgumentCount)
            throw new ArgumentException($"Graph {graph.Name} has {graph.ArgumentCount} arguments, {arguments.Length} were given. Give one value for each.", nameof(arguments));
        for (var k = 0; k < arguments.Length; k++)
        {
            var type = graph.Operators[k].ResultType;
            var fits = arguments[k] is { } value ? type.IsInstanceOfType(value) : !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
            if (!fits)
                throw new ArgumentException($"Argument {k} of graph {graph.Name} is {TypeNames.Of(type)}, {(arguments[k] is null ? "null" : TypeNames.Of(arguments[k]!.GetType()))} was given. Give a value of the declared type.", nameof(arguments));
        }
    }

    private void Write(Frame frame, object?[] arguments)
    {
        for (var k = 0; k < arguments.Length; k++)
            ((ArgumentOperator)_executor.Graph.Operators[k]).Unbox(frame, k, arguments[k]);
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using Xcs.Diagnostics.Telemetry;
using Xcs.Execution;
using Xcs.Execution.Policies;
using Xcs.Tracing;

namespace Xcs;

/// <summary>
/// Functions that capture nothing are traced and compiled once with the default options: the key is the function, never its argument values.
/// A function with captured values may become another graph each time, so it is traced each time; so is one with options of its own.
/// </summary>
internal static class JitCache
{
    private static readonly ConcurrentDictionary<MethodInfo, Lazy<Executor>> Known = new();

    public static Executor Get(Delegate function, JitOptions? options, Func<Delegate, DataflowGraph> trace)
    {
        FunctionTracer.RequireFunction(function);
        options ??= JitOptions.Default;
        if (!CapturesNothing(function))
            return MakeAnew("the function captures values");
        if (options != JitOptions.Default)
            return MakeAnew("it has options of its own");

        if (Known.ContainsKey(function.Method))
            CompilationTelemetry.CacheHit(function.Method);
        else
            CompilationTelemetry.Tracing(function.Method, "no earlier call had the default options");
        var known = Known.GetOrAdd(function.Method, static (_, state) => new Lazy<Executor>(() => Make(state.trace(state.function), JitOptions.Default, "traced once for all calls of Graph.Jit: the function captures nothing")), (trace, function));
        try
        {
            return known.Value;
        }
        catch
        {
            // Another attempt may succeed; a lazy value would throw the same again.
            Known.TryRemove(new(function.Method, known));
            throw;
        }

        Executor MakeAnew(string reason)
        {
            CompilationTelemetry.Tracing(function.Method, reason);
            return Make(trace(function), options, $"traced for this call of Graph.Jit: {reason}");
        }
    }

    // Policies come before the passes: a call under a policy is never merged, folded or left out.
    public static Executor Make(DataflowGraph graph, JitOptions? options, string origin)
    {
        options ??= JitOptions.Default;
        return new Executor(WithPolicies(graph, options).Plan(), options) { Origin = origin };
    }

    public static Executor Make(ExecutionPlan plan, JitOptions? options)
    {
        options ??= JitOptions.Default;
        var graph = WithPolicies(plan.Graph, options);
        return new Executor(ReferenceEquals(graph, plan.Graph) ? plan : graph.Plan(new PlanOptions { Passes = OptimizationPasses.None }), options);
    }

    private static DataflowGraph WithPolicies(DataflowGraph graph, JitOptions options)
    {
        options.Validate();
        options.ValidateFor(graph);
        return PolicyRewriter.Apply(graph, options);
    }

    // Anything may be in a base class, an array, or another function of the same delegate.
    private static bool CapturesNothing(Delegate function) =>
        function.HasSingleTarget && (function.Target is null || (function.Target.GetType() is { BaseType: var @base } type && @base == typeof(object)
            && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length == 0));
}

using System.Linq.Expressions;
using Xcs.Lifting;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Turns an ordinary function, given as statements, into a graph: what its calls do to memory is found out first, then
/// <see cref="ExpressionFlattener"/> makes the nodes, in the order of the program.
/// </summary>
internal static class LiftedTracer
{
    /// <summary>The graph of a method; null where it makes no calls that are worth running beside others.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">The graph's name.</param>
    /// <param name="bound">The delegate whose target is the method's first parameter; null where there is none.</param>
    public static DataflowGraph? Trace(LiftedMethod method, string name, Delegate? bound)
    {
        var sources = new SourceMap();
        sources.Add(method.SourceOf);
        return Trace(method.Parameters, method.Body, name, sources, bound);
    }

    /// <summary>The graph of a function that is a tree already.</summary>
    public static DataflowGraph Trace(LambdaExpression function, string name) => Trace(function.Parameters, function.Body, name, new SourceMap(), bound: null, isForced: true)!;

    private static DataflowGraph? Trace(IReadOnlyList<ParameterExpression> parameters, Expression body, string name, SourceMap sources, Delegate? bound, bool isForced = false)
    {
        var normal = new LiftedNormalizer(sources).Visit(body)!;
        var code = JumpElimination.Apply(normal, sources);
        var lifted = new LiftedFunction(parameters, code, sources.Of);
        if (!isForced && !lifted.Accesses.HasWork(code))
            return null;
        return new ExpressionFlattener(name, new ExpressionContext(lifted)).TraceLifted(parameters, bound, code);
    }
}

using System.Linq.Expressions;

namespace Xcs.Tracing;

/// <summary>
/// Turns a function given as an expression into a graph. Method calls become operators; what lies between them (arithmetic, members,
/// constructors, conversions) is fused into the operator that consumes it; branches with calls become control nodes. Nodes are made in the
/// order in which C# evaluates, so that the sequential program of the graph is the function.
/// </summary>
internal static class ExpressionTracer
{
    /// <exception cref="TracingException">The expression holds something whose parts cannot run as separate nodes.</exception>
    public static DataflowGraph Trace(LambdaExpression lambda, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        var normal = ExpressionNormalizer.Apply(lambda);
        var context = new ExpressionContext();
        ExpressionRules.Check(normal);
        return new ExpressionFlattener(name ?? lambda.Name ?? "lambda", context).Trace(normal);
    }
}

using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Turns an ordinary function, given as statements, into a graph: what its calls do to memory is found out first, then
/// <see cref="ExpressionFlattener"/> makes the nodes, in the order of the program.
/// </summary>
internal static class LiftedTracer
{
    /// <exception cref="TracingException">The function holds something whose parts cannot run as separate nodes.</exception>
    public static DataflowGraph Trace(LambdaExpression function, string name, Func<Expression, SourceLocation>? sourceOf = null)
    {
        var normal = ExpressionNormalizer.Apply(function);
        var body = JumpElimination.Apply(normal.Body);
        var lifted = new LiftedFunction(normal.Parameters, body, sourceOf ?? (static _ => default));
        var context = new ExpressionContext(lifted);
        return new ExpressionFlattener(name, context).TraceLifted(normal.Parameters, body, normal.ReturnType);
    }
}

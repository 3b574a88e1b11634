using System.Linq.Expressions;
using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>Runs a traced function on arguments that stand for its parameters.</summary>
internal static class FunctionTracer
{
    public static DataflowGraph Trace<TResult>(Delegate function, Func<Tracer, string[], Traced<TResult>> apply)
    {
        ArgumentNullException.ThrowIfNull(function);
        var names = function.Method.GetParameters().Select(static parameter => parameter.Name ?? "argument").ToArray();
        return new Tracer(OperatorFacts.ReadableName(function.Method)).Trace(tracer => apply(tracer, names));
    }

    public static DataflowGraph Trace(LambdaExpression function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return ExpressionTracer.Trace(function);
    }
}

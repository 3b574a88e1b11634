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
        var tracer = new Tracer(OperatorFacts.ReadableName(function.Method));
        try
        {
            return tracer.Trace(tracer => apply(tracer, names));
        }
        catch (Exception exception) when (exception is not XcsException)
        {
            throw new TracingException(
                $"the function threw {TypeNames.Of(exception.GetType())} while it was traced: {exception.Message}",
                "Tracing runs the function once, on values that stand for results: what may fail belongs into an operator, given to Graph.Call.",
                tracer.Name,
                tracer.LastSource,
                exception);
        }
    }

    public static DataflowGraph Trace(LambdaExpression function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return ExpressionTracer.Trace(function);
    }
}

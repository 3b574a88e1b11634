using System.Linq.Expressions;
using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>Runs a traced function on arguments that stand for its parameters.</summary>
internal static class FunctionTracer
{
    public static DataflowGraph Trace<TResult>(Delegate function, Func<Tracer, string[], Traced<TResult>> apply)
    {
        RequireFunction(function);
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
                tracer.At,
                exception);
        }
    }

    public static DataflowGraph Trace(LambdaExpression function)
    {
        RequireFunction(function);
        return ExpressionTracer.Trace(function);
    }

    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static void RequireFunction(object? function)
    {
        if (function is null)
            throw new ArgumentNullException(nameof(function), "There is no function to trace. Give Graph.Jit or Graph.Trace a function over traced values, or an expression.");
    }
}

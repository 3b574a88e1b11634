using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Xcs.Compilation;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;

namespace Xcs.Tests.Tracing;

/// <summary>What can be observed of a call: its result as text, or its exception, and what its operators noted on the way.</summary>
internal sealed record ExpressionOutcome(string Result, string Log)
{
    /// <summary>The function as C# runs it.</summary>
    public static ExpressionOutcome Sequential(LambdaExpression function, params object?[] arguments) => OfDelegate(function.Compile(), arguments);

    /// <summary>The function's graph, node by node.</summary>
    public static ExpressionOutcome OfGraph(DataflowGraph graph, params object?[] arguments) => Observe(() =>
    {
        var frame = graph.Sequential.Rent();
        for (var k = 0; k < arguments.Length; k++)
            ((ArgumentOperator)graph.Operators[k]).Unbox(frame, k, arguments[k]);
        try
        {
            graph.Sequential.Run(frame);
            return graph.Operators[graph.Result.Value].Box(frame, graph.Result.Value);
        }
        finally
        {
            graph.Sequential.Return(frame);
        }
    });

    /// <summary>Every way of running the function's graph gives what the function gives; returns the graph.</summary>
    public static DataflowGraph Agrees(LambdaExpression function, params object?[] arguments) => AgreesOn(function, [arguments]);

    /// <inheritdoc cref="Agrees"/>
    public static DataflowGraph AgreesOn(LambdaExpression function, IEnumerable<object?[]> calls)
    {
        var compiled = function.Compile();
        var graph = ExpressionTracer.Trace(function);
        var optimized = graph.Plan().Graph;
        var method = FunctionCompiler.Compile(graph);
        foreach (var arguments in calls)
        {
            var expected = OfDelegate(compiled, arguments);
            Assert.Equal(expected, OfGraph(graph, arguments));
            Assert.Equal(expected, OfGraph(optimized, arguments));
            if (method is not null)
                Assert.Equal(expected, OfDelegate(method, arguments));
        }

        return graph;
    }

    private static ExpressionOutcome OfDelegate(Delegate function, object?[] arguments) => Observe(() => function.DynamicInvoke(arguments));

    private static ExpressionOutcome Observe(Func<object?> call)
    {
        ExpressionProbe.Start();
        string result;
        try
        {
            result = Text(call());
        }
        catch (Exception failure)
        {
            var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
            result = $"{cause.GetType().Name}: {cause.Message}";
        }

        return new ExpressionOutcome(result, string.Join('\n', ExpressionProbe.Log));
    }

    private static string Text(object? value) => value switch
    {
        null or Unit => "nothing",
        string text => $"\"{text}\"",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => value.ToString()!,
    };
}

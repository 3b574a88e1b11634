using System.Linq.Expressions;

namespace Xcs.Compilation;

/// <summary>Compiles a whole small graph into one straight-line method over its arguments: nothing is scheduled, nothing is stored.</summary>
internal static class FunctionCompiler
{
    /// <summary>More nodes than this, bodies included, are not compiled into one method.</summary>
    private const int MostNodes = 400;

    /// <summary>A delegate of type Func over the graph's arguments; null where the graph is too large, may wait, or has a node that cannot be written as an expression.</summary>
    public static Delegate? Compile(DataflowGraph graph)
    {
        if (graph.MayWait || !IsSmall(graph))
            return null;
        var arguments = new ParameterExpression[graph.ArgumentCount];
        for (var k = 0; k < arguments.Length; k++)
            arguments[k] = Expression.Parameter(graph.Operators[k].ResultType, $"a{k}");
        return Emit(graph, arguments) is { } body ? Expression.Lambda(body, "xcs " + graph.Name, arguments).Compile() : null;
    }

    /// <summary>The graph as one expression; arguments must be cheap and free of effects.</summary>
    public static Expression? Emit(DataflowGraph graph, IReadOnlyList<Expression> arguments)
    {
        var values = new Expression[graph.NodeCount];
        var locals = new List<ParameterExpression>();
        var steps = new List<Expression>();
        for (var id = 0; id < graph.NodeCount; id++)
        {
            var node = graph.Operators[id];
            if (node.Kind == OperatorKind.Argument)
            {
                values[id] = arguments[id];
                continue;
            }

            var inputs = graph.Inputs[id];
            var given = new Expression[inputs.Length];
            for (var k = 0; k < given.Length; k++)
                given[k] = values[inputs[k]].Type == node.InputTypes[k] ? values[inputs[k]] : Expression.Convert(values[inputs[k]], node.InputTypes[k]);
            if (node.Emit(given) is not { } call)
                return null;
            if (node.Kind == OperatorKind.Constant)
            {
                values[id] = call;
                continue;
            }

            var local = Expression.Variable(node.ResultType, $"v{id}");
            locals.Add(local);
            steps.Add(Expression.Assign(local, call));
            values[id] = local;
        }

        steps.Add(values[graph.Result.Value]);
        return Expression.Block(locals, steps);
    }

    /// <summary>Whether the graph, its bodies included, is small enough for one method.</summary>
    public static bool IsSmall(DataflowGraph graph) => Size(graph) <= MostNodes;

    private static int Size(DataflowGraph graph)
    {
        if (graph.NodeCount > MostNodes)
            return graph.NodeCount;
        return graph.NodeCount + graph.Operators.Sum(static node => node.Bodies.Sum(Size));
    }
}

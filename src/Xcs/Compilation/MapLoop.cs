using System.Linq.Expressions;
using Xcs.Dataflow;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>A stretch of a map's items as a loop with the body inside.</summary>
/// <param name="items">The items of the map.</param>
/// <param name="results">Where their results go.</param>
/// <param name="frame">The frame with the values that the body captures.</param>
/// <param name="inputs">The slots of the map's inputs; captured values are among them.</param>
/// <param name="at">Where the loop stands, also when the body throws.</param>
/// <param name="end">The item after the last.</param>
internal delegate void MapLoop<TItem, TResult>(TItem[] items, TResult[] results, Frame frame, ReadOnlySpan<int> inputs, ref int at, int end);

/// <summary>Compiles the bodies of maps.</summary>
internal static class MapLoop
{
    /// <summary>
    /// Null where the body may wait, may go on for ever, reads the run's token, is too large, or has a node that cannot be written as an
    /// expression.
    /// </summary>
    public static MapLoop<TItem, TResult>? Compile<TItem, TResult>(Body body)
    {
        if (!FunctionCompiler.IsSmall(body.Graph) || body.Graph.MayWait || body.Graph.ReadsToken || Array.Exists(body.Graph.Operators, static node => node.MayLoop))
            return null;

        var items = Expression.Parameter(typeof(TItem[]), "items");
        var results = Expression.Parameter(typeof(TResult[]), "results");
        var frame = Expression.Parameter(typeof(Frame), "frame");
        var inputs = Expression.Parameter(typeof(ReadOnlySpan<int>), "inputs");
        var position = Expression.Parameter(typeof(int).MakeByRefType(), "at");
        var end = Expression.Parameter(typeof(int), "end");
        var at = Expression.Variable(typeof(int), "at");
        var item = Expression.Variable(typeof(TItem), "item");
        var captures = new ParameterExpression[body.CaptureCount];
        var slots = new SlotAccess(frame);
        var setup = new Expression[captures.Length];
        for (var k = 0; k < captures.Length; k++)
        {
            captures[k] = Expression.Variable(body.Graph.Operators[1 + k].ResultType, $"captured{k}");
            setup[k] = Expression.Assign(captures[k], slots.Read(captures[k].Type, SlotAccess.Load(inputs, body.FirstCapture + k)));
        }

        if (FunctionCompiler.Emit(body.Graph, [item, .. captures]) is not { } call)
            return null;

        var done = Expression.Label("done");
        var loop = Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.GreaterThanOrEqual(at, end), Expression.Break(done)),
                Expression.Assign(item, Expression.ArrayIndex(items, at)),
                Expression.Assign(Expression.ArrayAccess(results, at), call),
                Expression.PreIncrementAssign(at)),
            done);
        var whole = Expression.Block(
            [.. slots.Columns, .. captures, at, item],
            [
                .. slots.Setup,
                .. setup,
                Expression.Assign(at, position),
                Expression.TryCatch(
                    Expression.Block(typeof(void), loop, Expression.Assign(position, at)),
                    Expression.Catch(typeof(Exception), Expression.Block(typeof(void), Expression.Assign(position, at), Expression.Rethrow()))),
            ]);
        return Expression.Lambda<MapLoop<TItem, TResult>>(whole, "xcs-map " + body.Graph.Name, [items, results, frame, inputs, position, end]).Compile();
    }

    /// <summary>The whole map as an expression that gives a new array; null where the body cannot be written as one.</summary>
    public static Expression? Emit<TItem, TResult>(Body body, IReadOnlyList<Expression> inputs)
    {
        var items = Expression.Variable(typeof(TItem[]), "items");
        var results = Expression.Variable(typeof(TResult[]), "results");
        var at = Expression.Variable(typeof(int), "at");
        var item = Expression.Variable(typeof(TItem), "item");
        if (FunctionCompiler.Emit(body.Graph, [item, .. inputs.Skip(body.FirstCapture).Take(body.CaptureCount)]) is not { } call)
            return null;
        var done = Expression.Label(typeof(TResult[]), "done");
        return Expression.Block(
            [items, results, at, item],
            Expression.Assign(items, inputs[0]),
            Expression.Assign(results, Expression.NewArrayBounds(typeof(TResult), Expression.ArrayLength(items))),
            Expression.Assign(at, Expression.Constant(0)),
            Expression.Loop(
                Expression.Block(
                    Expression.IfThen(Expression.GreaterThanOrEqual(at, Expression.ArrayLength(items)), Expression.Break(done, results)),
                    Expression.Assign(item, Expression.ArrayIndex(items, at)),
                    Expression.Assign(Expression.ArrayAccess(results, at), call),
                    Expression.PreIncrementAssign(at)),
                done));
    }
}

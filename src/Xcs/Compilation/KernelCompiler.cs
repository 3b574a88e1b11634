using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>Compiles the loop over neighbouring nodes with one operator: the same machine code that a hand-written loop over index tables gets.</summary>
internal static class KernelCompiler
{
    /// <summary>Null where the operator cannot be written as an expression.</summary>
    public static StretchKernel? Compile(Operator node)
    {
        var frame = Expression.Parameter(typeof(Frame), "frame");
        var order = Expression.Parameter(typeof(int[]), "order");
        var inputs = Expression.Parameter(typeof(int[]), "inputs");
        var nextInput = Expression.Parameter(typeof(int), "nextInput");
        var place = Expression.Parameter(typeof(int).MakeByRefType(), "place");
        var end = Expression.Parameter(typeof(int), "end");
        var at = Expression.Variable(typeof(int), "at");

        var slots = new SlotAccess(frame);
        var arguments = new Expression[node.InputTypes.Count];
        for (var k = 0; k < arguments.Length; k++)
            arguments[k] = slots.Read(node.InputTypes[k], Expression.ArrayIndex(inputs, Expression.Add(nextInput, Expression.Constant(k))));
        if (node.Emit(arguments) is not { } call)
            return null;

        var done = Expression.Label("done");
        var store = slots.Write(node.ResultType, Expression.ArrayIndex(order, at), call);
        var loop = Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.GreaterThanOrEqual(at, end), Expression.Break(done)),
                store,
                Expression.AddAssign(nextInput, Expression.Constant(arguments.Length)),
                Expression.PreIncrementAssign(at)),
            done);
        var body = Expression.Block(
            slots.Columns.Append(at),
            [
                .. slots.Setup,
                Expression.Assign(at, place),
                Expression.TryCatch(
                    Expression.Block(typeof(void), loop, Expression.Assign(place, at)),
                    Expression.Catch(typeof(Exception), Expression.Block(typeof(void), Expression.Assign(place, at), Expression.Rethrow()))),
            ]);
        return Expression.Lambda<StretchKernel>(body, "xcs-kernel " + node.Name, [frame, order, inputs, nextInput, place, end]).Compile();
    }
}

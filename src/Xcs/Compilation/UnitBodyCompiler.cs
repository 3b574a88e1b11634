using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>Compiles units into one method each.</summary>
internal static class UnitBodyCompiler
{
    /// <summary>Null where the unit is not plain, is one node only, is too long for the JIT to optimise, or has a node that cannot be written as an expression.</summary>
    public static UnitBody? Compile(UnitGraph units, int unit, bool[] escapes)
    {
        var (from, to) = (units.UnitStart[unit], units.UnitStart[unit + 1]);
        if (to - from is < 2 or > Clustering.LongestUnit || units.Kinds[unit] != UnitKind.Plain)
            return null;

        var frame = Expression.Parameter(typeof(Frame), "frame");
        var place = Expression.Parameter(typeof(int).MakeByRefType(), "place");
        var at = Expression.Variable(typeof(int), "at");
        var slots = new SlotAccess(frame);
        var values = new Dictionary<int, ParameterExpression>();
        var steps = new List<Expression>();
        for (var k = from; k < to; k++)
        {
            var node = units.OperatorAt(k);
            var arguments = new Expression[node.InputTypes.Count];
            for (var input = 0; input < arguments.Length; input++)
            {
                var slot = units.Inputs[k][input];
                arguments[input] = values.TryGetValue(slot, out var value)
                    ? value.Type == node.InputTypes[input] ? value : Expression.Convert(value, node.InputTypes[input])
                    : slots.Read(node.InputTypes[input], Expression.Constant(slot));
            }

            if (node.MayLoop || node.Emit(arguments) is not { } call)
                return null;
            var result = Expression.Variable(node.ResultType, $"v{units.Order[k]}");
            values.Add(units.Order[k], result);
            steps.Add(Expression.Assign(at, Expression.Constant(k)));
            steps.Add(Expression.Assign(result, call));
            if (escapes[units.Order[k]])
                steps.Add(slots.Write(node.ResultType, Expression.Constant(units.Order[k]), result));
        }

        var body = Expression.Block(
            [.. slots.Columns, .. values.Values, at],
            [
                .. slots.Setup,
                Expression.TryCatch(
                    Expression.Block(typeof(void), [.. steps, Expression.Assign(place, Expression.Constant(to))]),
                    Expression.Catch(typeof(Exception), Expression.Block(typeof(void), Expression.Assign(place, at), Expression.Rethrow()))),
            ]);
        return Expression.Lambda<UnitBody>(body, $"xcs-unit {unit}", [frame, place]).Compile();
    }

    /// <summary>Which nodes are read outside their own unit, or are the result of the graph.</summary>
    public static bool[] Escaping(UnitGraph units)
    {
        var unitOf = units.UnitOfNodes();
        var escapes = new bool[units.Graph.NodeCount];
        escapes[units.Graph.Result.Value] = true;
        for (var place = 0; place < units.Order.Length; place++)
        {
            foreach (var input in units.Inputs[place])
                escapes[input] |= unitOf[input] != unitOf[units.Order[place]];
        }

        return escapes;
    }
}

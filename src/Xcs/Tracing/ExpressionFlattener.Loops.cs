using System.Linq.Expressions;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Loops of a lifted function.
internal sealed partial class ExpressionFlattener
{
    private void Loop(WhileStatement loop) => While(loop);

    // The state of the loop is what a round takes from the one before, and what is read afterwards.
    private void While(WhileStatement loop)
    {
        var carried = context.Lifted!.Outs(loop.Test, loop.Body);
        var type = ResultType(typeof(void), carried);
        List<int> inputs = [Node(Packing.Pack([.. carried.Select(variable => Current(variable))]))];
        List<Type> inputTypes = [type];
        var (before, after) = (Expression.Parameter(type, "state"), Expression.Parameter(type, "state"));
        var test = Inside("test", [before], loop.Test, typeof(bool), [], inputs, inputTypes, enter: inner => inner.Results(before, typeof(void), carried));
        var body = Inside("body", [after], loop.Body, typeof(void), carried, inputs, inputTypes, enter: inner => inner.Results(after, typeof(void), carried));
        var node = AddControl(ExpressionOperators.Of(type).While(test, body, [.. inputTypes]), inputs);
        Results(Variable(node, type), typeof(void), carried);
    }
}

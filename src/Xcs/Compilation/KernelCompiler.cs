using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>
/// Compiles the loop over neighbouring nodes with one operator: the machine code that a hand-written loop over index tables gets, eight
/// nodes a round. An operator that may throw has the place stored before each node; for others that would cost a tenth of the time.
/// </summary>
internal sealed class KernelCompiler
{
    private const int NodesPerRound = 8;

    private readonly ParameterExpression _frame = Expression.Parameter(typeof(Frame), "frame");
    private readonly ParameterExpression _order = Expression.Parameter(typeof(int[]), "order");
    private readonly ParameterExpression _inputs = Expression.Parameter(typeof(int[]), "inputs");
    private readonly ParameterExpression _firstInput = Expression.Parameter(typeof(int), "firstInput");
    private readonly ParameterExpression _areNeighbours = Expression.Parameter(typeof(bool), "areNeighbours");
    private readonly ParameterExpression _place = Expression.Parameter(typeof(int).MakeByRefType(), "place");
    private readonly ParameterExpression _end = Expression.Parameter(typeof(int), "end");
    private readonly ParameterExpression _at = Expression.Variable(typeof(long), "at");
    private readonly ParameterExpression _input = Expression.Variable(typeof(long), "input");
    private readonly ParameterExpression _first = Expression.Variable(typeof(long), "first");
    private readonly ParameterExpression _lastRound = Expression.Variable(typeof(long), "lastRound");

    // Where a node that throws stands. The handler reads these two, so they live in memory; the addresses of slots must not wait for them.
    private readonly ParameterExpression _round = Expression.Variable(typeof(int), "round");
    private readonly ParameterExpression _offset = Expression.Variable(typeof(int), "offset");
    private readonly Operator _node;
    private readonly SlotAccess _slots;
    private readonly bool _mayThrow;

    private KernelCompiler(Operator node)
    {
        _node = node;
        _slots = new SlotAccess(_frame);
        _mayThrow = !ThrowFree.Is(node);
    }

    /// <summary>Null where the operator cannot be written as an expression.</summary>
    public static StretchKernel? Compile(Operator node) => node.Emit([.. node.InputTypes.Select(static type => Expression.Parameter(type))]) is null
        ? null
        : new KernelCompiler(node).Compile();

    private StretchKernel Compile()
    {        var loops = Expression.IfThenElse(
            _areNeighbours,
            Expression.Block(
                Expression.Assign(_first, Expression.Subtract(Expression.Convert(SlotAccess.Load(_order, _at), typeof(long)), _at)),
                Loops(isNeighbour: true)),
            Loops(isNeighbour: false));
        var guarded = !_mayThrow ? loops : (Expression)Expression.TryCatch(
            Expression.Block(typeof(void), loops),
            Expression.Catch(
                typeof(Exception),
                Expression.Block(typeof(void), Expression.Assign(_place, Expression.Add(_round, _offset)), Expression.Rethrow())));
        var body = Expression.Block(
            [.. _slots.Columns, _at, _input, _first, _lastRound, _round, _offset],
            [
                .. _slots.Setup,
                Expression.Assign(_at, Expression.Convert(_place, typeof(long))),
                Expression.Assign(_input, Expression.Convert(_firstInput, typeof(long))),
                Expression.Assign(_lastRound, Expression.Convert(Expression.Subtract(_end, Expression.Constant(NodesPerRound)), typeof(long))),
                guarded,
                Expression.Assign(_place, _end),
            ]);
        return Expression.Lambda<StretchKernel>(body, "xcs-kernel " + _node.Name, [_frame, _order, _inputs, _firstInput, _areNeighbours, _place, _end]).Compile();
    }

    // Whole rounds, then what is left.
    private BlockExpression Loops(bool isNeighbour) => Expression.Block(
        While(Expression.LessThanOrEqual(_at, _lastRound), Round(NodesPerRound, isNeighbour)),
        While(Expression.LessThan(_at, Expression.Convert(_end, typeof(long))), Round(nodes: 1, isNeighbour)));

    private List<Expression> Round(int nodes, bool isNeighbour)
    {
        var steps = new List<Expression>();
        if (_mayThrow)
            steps.Add(Expression.Assign(_round, Expression.Convert(_at, typeof(int))));
        for (var k = 0; k < nodes; k++)
        {
            if (_mayThrow)
                steps.Add(Expression.Assign(_offset, Expression.Constant(k)));
            steps.Add(Step(k, isNeighbour));
        }

        steps.Add(Expression.AddAssign(_at, Expression.Constant((long)nodes)));
        steps.Add(Expression.AddAssign(_input, Expression.Constant((long)nodes * _node.InputTypes.Count)));
        return steps;
    }

    // The node that is so many places further on in the round.
    private Expression Step(int offset, bool isNeighbour)
    {
        var arguments = new Expression[_node.InputTypes.Count];
        for (var k = 0; k < arguments.Length; k++)
            arguments[k] = _slots.Read(_node.InputTypes[k], SlotAccess.Load(_inputs, Plus(_input, (offset * arguments.Length) + k)));
        var slot = isNeighbour ? Plus(Expression.Add(_first, _at), offset) : SlotAccess.Load(_order, Plus(_at, offset));
        return _slots.Write(_node.ResultType, slot, _node.Emit(arguments)!);
    }

    private static Expression Plus(Expression value, int offset) => offset == 0 ? value : Expression.Add(value, Expression.Constant((long)offset));

    private static LoopExpression While(Expression test, IEnumerable<Expression> body)
    {
        var done = Expression.Label("done");
        return Expression.Loop(Expression.Block([Expression.IfThen(Expression.Not(test), Expression.Break(done)), .. body]), done);
    }
}

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
    private readonly ParameterExpression _nextInput = Expression.Parameter(typeof(int), "nextInput");
    private readonly ParameterExpression _place = Expression.Parameter(typeof(int).MakeByRefType(), "place");
    private readonly ParameterExpression _end = Expression.Parameter(typeof(int), "end");
    private readonly ParameterExpression _at = Expression.Variable(typeof(int), "at");
    private readonly ParameterExpression _first = Expression.Variable(typeof(int), "first");
    private readonly ParameterExpression _lastRound = Expression.Variable(typeof(int), "lastRound");
    private readonly Operator _node;
    private readonly SlotAccess _slots;
    private readonly bool _mayThrow;

    private KernelCompiler(Operator node)
    {
        _node = node;
        _slots = new SlotAccess(_frame);
        _mayThrow = !ThrowFree.Is(node.Method);
    }

    /// <summary>Null where the operator cannot be written as an expression.</summary>
    public static StretchKernel? Compile(Operator node) => new KernelCompiler(node).Compile();

    private StretchKernel? Compile()
    {
        if (Step(offset: 0, isNeighbour: true) is null)
            return null;

        // Nodes of a unit are in program order, so they are neighbours if the first and the last are as far apart as their places.
        var last = Expression.Subtract(_end, Expression.Constant(1));
        var areNeighbours = Expression.Equal(
            Expression.Subtract(SlotAccess.Load(_order, last), SlotAccess.Load(_order, _at)), Expression.Subtract(last, _at));
        var loops = Expression.IfThenElse(
            areNeighbours,
            Expression.Block(Expression.Assign(_first, Expression.Subtract(SlotAccess.Load(_order, _at), _at)), Loops(isNeighbour: true)),
            Loops(isNeighbour: false));
        var guarded = !_mayThrow ? loops : (Expression)Expression.TryCatch(
            Expression.Block(typeof(void), loops),
            Expression.Catch(typeof(Exception), Expression.Block(typeof(void), Expression.Assign(_place, _at), Expression.Rethrow())));
        var body = Expression.Block(
            [.. _slots.Columns, _at, _first, _lastRound],
            [
                .. _slots.Setup,
                Expression.Assign(_at, _place),
                Expression.Assign(_lastRound, Expression.Subtract(_end, Expression.Constant(NodesPerRound))),
                guarded,
                Expression.Assign(_place, _end),
            ]);
        return Expression.Lambda<StretchKernel>(body, "xcs-kernel " + _node.Name, [_frame, _order, _inputs, _nextInput, _place, _end]).Compile();
    }

    // Whole rounds, then what is left.
    private BlockExpression Loops(bool isNeighbour)
    {
        var round = new List<Expression>();
        for (var k = 0; k < NodesPerRound; k++)
        {
            round.Add(Step(k, isNeighbour)!);
            if (_mayThrow)
                round.Add(Expression.PreIncrementAssign(_at));
        }

        if (!_mayThrow)
            round.Add(Expression.AddAssign(_at, Expression.Constant(NodesPerRound)));
        round.Add(Expression.AddAssign(_nextInput, Expression.Constant(NodesPerRound * _node.InputTypes.Count)));
        return Expression.Block(
            While(Expression.LessThanOrEqual(_at, _lastRound), round),
            While(Expression.LessThan(_at, _end),
            [
                Step(offset: 0, isNeighbour)!,
                Expression.PreIncrementAssign(_at),
                Expression.AddAssign(_nextInput, Expression.Constant(_node.InputTypes.Count)),
            ]));
    }

    // The node that is so many places further on in the round.
    private Expression? Step(int offset, bool isNeighbour)
    {
        var arguments = new Expression[_node.InputTypes.Count];
        for (var k = 0; k < arguments.Length; k++)
            arguments[k] = _slots.Read(_node.InputTypes[k], SlotAccess.Load(_inputs, Plus(_nextInput, (offset * arguments.Length) + k)));
        if (_node.Emit(arguments) is not { } call)
            return null;
        var place = _mayThrow ? _at : Plus(_at, offset);
        return _slots.Write(_node.ResultType, isNeighbour ? Expression.Add(_first, place) : SlotAccess.Load(_order, place), call);
    }

    private static Expression Plus(Expression value, int offset) => offset == 0 ? value : Expression.Add(value, Expression.Constant(offset));

    private static LoopExpression While(Expression test, IEnumerable<Expression> body)
    {
        var done = Expression.Label("done");
        return Expression.Loop(Expression.Block([Expression.IfThen(Expression.Not(test), Expression.Break(done)), .. body]), done);
    }
}

using System.Linq.Expressions;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// try, catch and finally of a lifted function: the body runs as a graph whose failure is a value, which the handlers look at.
internal sealed partial class ExpressionFlattener
{
    // What throws the exception of the handler around it again.
    private Expression? _rethrow;

    private void Try(TryExpression attempt)
    {
        if (attempt.Fault is not null || attempt.Handlers.Any(static handler => handler.Filter is not null))
        {
            Region(attempt, "it has a filter");
            return;
        }

        if (attempt.Finally is null)
            Catch(attempt);
        else
            Finally(attempt.Handlers.Count == 0 ? attempt.Body : Expression.TryCatch(attempt.Body, [.. attempt.Handlers]), attempt);
    }

    private void Finally(Expression code, TryExpression attempt)
    {
        if (LocalUse.Of(code).Writes.Intersect(LocalUse.Of(attempt.Finally!).Mentioned).FirstOrDefault() is { } half)
        {
            Region(attempt, $"finally uses {half.Name}, which the body writes");
            return;
        }

        var outs = context.Lifted!.Outs(code);
        var outcome = Attempt(code, outs);
        var before = new Dictionary<ParameterExpression, Expression>(_locals);
        Statement(attempt.Finally!);
        List<ParameterExpression> last = [.. _locals.Keys.Where(variable => before.GetValueOrDefault(variable) != _locals[variable])];
        Restore(outcome, [.. outs.Except(last)], outs);
    }

    private void Catch(TryExpression attempt)
    {
        var outs = context.Lifted!.Outs([attempt.Body, .. attempt.Handlers.Select(static handler => handler.Body)]);
        var handlers = Expression.Block(typeof(void), [.. attempt.Handlers.Select(handler => Handler(handler, outs)), Expression.Empty()]);
        if (LeavesHalf(attempt.Body, handlers) is { } half)
        {
            Region(attempt, $"a handler leaves or reads {half.Name}, which the body writes");
            return;
        }

        var bodyOuts = context.Lifted.Outs(attempt.Body);
        var outcome = Attempt(attempt.Body, bodyOuts);
        Handle(outcome, bodyOuts, attempt.Handlers, 0, outs);
    }

    // What of the handler's variables is read from before it: what it reads, and what it does not write although somebody reads it later.
    private static BlockExpression Handler(CatchBlock handler, List<ParameterExpression> outs) => Expression.Block(
        typeof(void),
        handler.Variable is null ? [] : [handler.Variable],
        [handler.Body, .. EndsByThrowing(handler.Body) ? [] : outs]);

    private static bool EndsByThrowing(Expression code) => code switch
    {
        UnaryExpression { NodeType: ExpressionType.Throw } => true,
        BlockExpression block => EndsByThrowing(block.Expressions[^1]),
        _ => false,
    };

    /// <summary>A variable that a failing body may leave half-way, and that code afterwards reads.</summary>
    private static ParameterExpression? LeavesHalf(Expression body, Expression after)
    {
        var exposed = LocalUse.Of(after).Exposed;
        return LocalUse.Of(body).Writes.FirstOrDefault(variable => exposed.Contains(variable) && !IsLastWrite(body, variable));
    }

    // Whether nothing that can fail comes after the variable is written.
    private static bool IsLastWrite(Expression body, ParameterExpression variable)
    {
        if (!LocalUse.Of(body).Writes.Contains(variable))
            return true;
        switch (body)
        {
            case BinaryExpression { NodeType: ExpressionType.Assign } assign:
                return assign.Left == variable && !LocalUse.Of(assign.Right).Writes.Contains(variable);
            case ConditionalExpression branch:
                return !LocalUse.Of(branch.Test).Writes.Contains(variable) && IsLastWrite(branch.IfTrue, variable) && IsLastWrite(branch.IfFalse, variable);
            case BlockExpression block:
                var first = block.Expressions.TakeWhile(part => !LocalUse.Of(part).Writes.Contains(variable)).Count();
                return IsLastWrite(block.Expressions[first], variable) && block.Expressions.Skip(first + 1).All(IsHarmless);
            default:
                return false;
        }
    }

    private static bool IsHarmless(Expression statement) => statement switch
    {
        DefaultExpression => true,
        BlockExpression block => block.Expressions.All(IsHarmless),
        BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression, Right: ConstantExpression or ParameterExpression or DefaultExpression } => true,
        _ => false,
    };

    private ParameterExpression Attempt(Expression code, List<ParameterExpression> outs)
    {
        var result = ResultType(typeof(void), outs);
        List<int> inputs = [];
        List<Type> inputTypes = [];
        var wasGuarded = _isGuarded;
        _isGuarded = true;
        var body = Inside("try", [], code, typeof(void), outs, inputs, inputTypes);
        _isGuarded = wasGuarded;
        var operation = ExpressionOperators.Of(result).Attempt(body, [.. inputTypes]);
        return Variable(AddControl(operation, inputs), typeof(Outcome<>).MakeGenericType(result));
    }

    // One handler after the other: the first that fits runs, and if none does the exception goes on.
    private void Handle(ParameterExpression outcome, List<ParameterExpression> bodyOuts, IReadOnlyList<CatchBlock> handlers, int at, List<ParameterExpression> outs)
    {
        if (at == handlers.Count)
        {
            Restore(outcome, bodyOuts, bodyOuts);
            return;
        }

        var handler = handlers[at];
        var exception = Expression.Property(outcome, nameof(Outcome<>.Exception));
        List<int> inputs = [Node(Expression.TypeIs(exception, handler.Test), "caught")];
        List<Type> inputTypes = [typeof(bool)];
        var result = ResultType(typeof(void), outs);
        var others = Expression.Block(typeof(void), [outcome, .. handlers.Skip(at + 1).Select(static other => Handler(other, [])), Expression.Empty()]);
        Body[] bodies =
        [
            Inside("catch", [], Expression.Block(typeof(void), outcome, handler.Body), typeof(void), outs, inputs, inputTypes, begin: inner =>
            {
                inner._rethrow = Expression.Call(outcome, nameof(Outcome<>.Get), null);
                if (handler.Variable is { } variable)
                    inner._locals[variable] = inner.Variable(inner.Node(Expression.Convert(exception, variable.Type)), variable.Type);
            }),
            Inside("no failure", [], others, typeof(void), outs, inputs, inputTypes, instead: inner => inner.Handle(outcome, bodyOuts, handlers, at + 1, outs)),
        ];
        var operation = ExpressionOperators.Of(result).Switch("catch", typeof(bool), bodies, [.. inputTypes]);
        Results(Variable(AddControl(operation, inputs), result), typeof(void), outs);
    }

    // The body's results, or its exception as it was thrown.
    private void Restore(ParameterExpression outcome, List<ParameterExpression> wanted, List<ParameterExpression> outs)
    {
        var values = Variable(Node(Expression.Call(outcome, nameof(Outcome<>.Get), null), "end of try"), ResultType(typeof(void), outs));
        foreach (var variable in wanted)
            _locals[variable] = Packing.Item(values, outs.IndexOf(variable), outs.Count);
    }
}

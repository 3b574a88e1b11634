using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <content>Statements.</content>
internal sealed partial class KernelLowering
{
    private static Expression Sequence(List<Expression> statements) => statements switch
    {
        [] => Expression.Empty(),
        [var only] when only is not LabelExpression => only,
        _ => Expression.Block(typeof(void), statements),
    };

    private T Noted<T>(T node)
        where T : Expression
    {
        _sources.TryAdd(node, _source);
        return node;
    }

    private void Emit(Expression statement) => _out.Add(Noted(statement));

    /// <summary>The statements that something appends, in a list of their own.</summary>
    private List<Expression> Collect(Action append)
    {
        var outer = _out;
        var inner = _out = [];
        append();
        _out = outer;
        return inner;
    }

    private Expression Nested(Action append)
    {
        var statements = Collect(append);
        return Sequence(statements);
    }

    private void Locate(Expression expression)
    {
        if (_frame.Method.SourceOf(expression) is { IsKnown: true } source)
            _source = source;
        else if (expression is TryExpression { Body: var body })
            Locate(body is BlockExpression block ? block.Expressions[0] : body);
    }

    /// <summary>Lowers an expression whose value nobody wants.</summary>
    private void Statement(Expression node)
    {
        Locate(node);
        switch (node)
        {
            case BlockExpression block:
                foreach (var statement in block.Expressions)
                    Statement(statement);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                Assign(assignment);
                break;
            case ConditionalExpression conditional:
                If(Number(conditional.Test), () => Statement(conditional.IfTrue), () => Statement(conditional.IfFalse));
                break;
            case LoopExpression loop:
                Emit(Expression.Loop(Nested(() => Statement(loop.Body)), LabelOf(loop.BreakLabel), LabelOf(loop.ContinueLabel)));
                break;
            case SwitchExpression choice:
                Switch(choice);
                break;
            case GotoExpression jump:
                Jump(jump);
                break;
            case LabelExpression label:
                Label(label);
                break;
            case DefaultExpression { Type: var type } when type == typeof(void):
                break;
            case MethodCallExpression call:
                Call(call, isUsed: false);
                break;
            default:
                _ = Value(node);
                break;
        }
    }

    private void If(Expression test, Action whenTrue, Action whenFalse)
    {
        if (test is ConstantExpression { Value: bool known })
        {
            (known ? whenTrue : whenFalse)();
            return;
        }
        var source = _source;
        var (yes, no) = (Nested(whenTrue), Nested(whenFalse));
        if (yes is DefaultExpression && no is DefaultExpression)
            return;
        _source = source;
        Emit(Expression.IfThenElse(test, yes, no));
    }

    private void Switch(SwitchExpression node)
    {
        if (node.Type != typeof(void) || node.Comparison is not null)
            throw Refuse("a switch on something else than numbers", "Switch on an int.");
        var value = Number(node.SwitchValue);
        if (value.Type != typeof(int))
            value = Noted(Expression.Convert(value, typeof(int)));
        var source = _source;
        var cases = node.Cases.Select(c => Expression.SwitchCase(Void(Nested(() => Statement(c.Body))), c.TestValues.Select(ToInt32))).ToList();
        var otherwise = node.DefaultBody is { } body ? Void(Nested(() => Statement(body))) : Expression.Empty();
        _source = source;
        Emit(Expression.Switch(typeof(void), value, otherwise, null, cases));
    }

    // A case must be void, which a lone assignment is not.
    private static Expression Void(Expression statement) => statement.Type == typeof(void) ? statement : Expression.Block(typeof(void), statement);

    private static ConstantExpression ToInt32(Expression value) =>
        Expression.Constant(unchecked((int)Convert.ToInt64(((ConstantExpression)value).Value, System.Globalization.CultureInfo.InvariantCulture)));

    // A return of the kernel itself goes to the exit; one of an inlined method behind its statements.
    private LabelTarget LabelOf(LabelTarget? label)
    {
        if (label is null)
            return Expression.Label("continue");
        if (!_frame.Labels.TryGetValue(label, out var target))
            _frame.Labels.Add(label, target = Expression.Label(typeof(void), label.Name));
        return target;
    }

    private void Jump(GotoExpression jump)
    {
        if (jump.Value is { } value && value.Type != typeof(void))
            Store(ResultOf(jump.Target), Value(value));
        Emit(Expression.Goto(IsExit(jump.Target) ? _exit : LabelOf(jump.Target)));
    }

    private void Label(LabelExpression label)
    {
        if (label.DefaultValue is { } value && value.Type != typeof(void))
            Store(ResultOf(label.Target), Value(value));
        if (!IsExit(label.Target))
            Emit(Expression.Label(LabelOf(label.Target)));
    }

    private bool IsExit(LabelTarget label) => _frame.Outer is null && label.Name == "return";

    private LoweredValue ResultOf(LabelTarget label)
    {
        if (!_frame.Results.TryGetValue(label, out var result))
            _frame.Results.Add(label, result = NewVariable(label.Type, "result"));
        return result;
    }
}

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

    private void Assign(BinaryExpression node)
    {
        var variable = node.Left as ParameterExpression;
        var value = Value(node.Right, variable?.Name);
        Locate(node);
        var known = variable is null ? null : _frame.Variables.GetValueOrDefault(variable);
        // A variable for an array is a name for it. One that is assigned once only needs no place if its value is fixed.
        if (variable is not null && known is null && (value is Handle || value.IsInvariant && _frame.Assignments[variable] == 1))
            _frame.Variables.Add(variable, value);
        else if (value is not Handle || value != known)
            Store(known ?? Place(node.Left), value);
    }

    private void Store(LoweredValue place, LoweredValue value)
    {
        if (place is not (Scalar or Aggregate) || value is not (Scalar or Aggregate))
            throw Refuse("an array that is chosen while the kernel runs", "Give each array a variable of its own, where it is declared.");
        var variables = place.Leaves.ToList();
        if (variables.Count > 1 && value.Leaves.Any(leaf => leaf is not (ConstantExpression or ThreadValue or ArrayLength)))
            value = Spill(value, leaf => leaf is not ConstantExpression);
        foreach (var (variable, leaf) in variables.Zip(value.Leaves))
            if (variable != leaf)
                Emit(Expression.Assign(variable is ParameterExpression ? variable : throw Refuse("a change of something that is fixed", "Copy it to a variable."), leaf));
    }

    /// <summary>What a variable, or a part of one, is kept in.</summary>
    private LoweredValue Place(Expression place)
    {
        switch (place)
        {
            case ParameterExpression variable:
                if (!_frame.Variables.TryGetValue(variable, out var known))
                    _frame.Variables.Add(variable, known = NewVariable(variable.Type, variable.Name));
                return known;
            case MemberExpression { Expression: { Type.IsValueType: true } owner, Member: System.Reflection.FieldInfo field }:
                return ((Aggregate)Place(owner))[field.Name];
            case MemberExpression { Member.DeclaringType: { } type } member:
                throw Refuse($"a change of {type.Name}.{member.Member.Name}", "Write results to a buffer: a kernel changes nothing else.");
            default:
                throw Refuse("an assignment to something that is no variable", "Assign to variables and elements of buffers.");
        }
    }

    private LoweredValue NewVariable(Type type, string? name)
    {
        type = KernelTypes.Canonical(type);
        if (KernelTypes.IsNumber(type))
        {
            var variable = Expression.Variable(type, NewName(name));
            _locals.Add(variable);
            return new Scalar(variable);
        }
        if (!KernelTypes.IsStruct(type))
            throw Refuse($"a variable {name} of type {TypeName(type)}", KernelTypes.IsHandle(type)
                ? "Give each array a variable of its own, where it is declared." : KernelTypes.Mend);
        return new Aggregate(type, [.. KernelTypes.FieldsOf(type).Select(f => NewVariable(f.Type, $"{name}.{PartName(f)}"))]);
    }

    /// <summary>Keeps numbers in variables of their own, so that later statements cannot change them.</summary>
    private LoweredValue Spill(LoweredValue value, Func<Expression, bool> isNeeded)
    {
        switch (value)
        {
            case Scalar { Expression: var expression } when isNeeded(expression):
                var variable = (Scalar)NewVariable(expression.Type, null);
                Emit(Expression.Assign(variable.Expression, expression));
                return variable;
            case Aggregate aggregate:
                return aggregate with { Parts = [.. aggregate.Parts.Select(part => Spill(part, isNeeded))] };
            default:
                return value;
        }
    }
}

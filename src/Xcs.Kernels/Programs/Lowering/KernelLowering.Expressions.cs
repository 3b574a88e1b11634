using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <content>Expressions.</content>
internal sealed partial class KernelLowering
{
    /// <summary>Lowers an expression to one number.</summary>
    private Expression Number(Expression node) => Value(node) is Scalar { Expression: var number } ? number : throw Refuse($"a {TypeName(node.Type)} where a number belongs", KernelTypes.Mend);

    /// <summary>Lowers an expression.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="name">The variable that it is for: an array is called after it.</param>
    private LoweredValue Value(Expression node, string? name = null)
    {
        Locate(node);
        switch (node)
        {
            case ConstantExpression constant:
                return Constant(constant.Value, constant.Type);
            case ParameterExpression variable:
                return Place(variable);
            case DefaultExpression missing:
                return Zero(missing.Type);
            case MemberExpression member:
                return Member(member);
            case UnaryExpression unary:
                return Unary(unary);
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                Assign(assignment);
                return Spill(Place(assignment.Left), leaf => leaf is ParameterExpression);
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } logical:
                return Logical(logical);
            case BinaryExpression binary:
                return Binary(binary);
            case ConditionalExpression conditional when conditional.Type != typeof(void):
                return Choice(conditional);
            case BlockExpression block when block.Type != typeof(void):
                for (var i = 0; i < block.Expressions.Count - 1; i++)
                    Statement(block.Expressions[i]);
                return Value(block.Result, name);
            case LabelExpression { DefaultValue: not null } end:
                return LabelValue(end);
            case MethodCallExpression call:
                return Call(call, isUsed: true, name) ?? throw Refuse($"a call of {call.Method.Name} where a value belongs", "Call it as a statement.");
            case NewExpression created:
                return New(created);
            default:
                throw Refuse(Describe(node), Mend(node));
        }
    }

    private LoweredValue LabelValue(LabelExpression label)
    {
        Label(label);
        return ResultOf(label.Target);
    }

    private LoweredValue Constant(object? value, Type type)
    {
        type = KernelTypes.Canonical(type);
        if (value is null)
            throw Refuse("null", "Use numbers and structs of them.");
        if (value.GetType().IsEnum)
            value = Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
        if (KernelTypes.IsNumber(type))
            return new Scalar(Expression.Constant(value, type));
        if (type == typeof(RuntimeFieldHandle))
            throw Refuse("a table of constants", "Pass a buffer, or fill a Local.Array.");
        if (!KernelTypes.IsStruct(type))
            throw Refuse(type == typeof(string) ? "a string" : $"a constant of type {TypeName(type)}", KernelTypes.Mend);
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return new Aggregate(type, [.. KernelTypes.FieldsOf(type).Select(f => Constant(type.GetField(f.Name, All)!.GetValue(value), f.Type))]);
    }

    private LoweredValue Zero(Type type)
    {
        type = KernelTypes.Canonical(type);
        if (KernelTypes.IsNumber(type))
            return new Scalar(Expression.Constant(Activator.CreateInstance(type), type));
        return KernelTypes.IsStruct(type)
            ? new Aggregate(type, [.. KernelTypes.FieldsOf(type).Select(f => Zero(f.Type))])
            : throw Refuse($"a {TypeName(type)}", KernelTypes.Mend);
    }

    private LoweredValue Member(MemberExpression node)
    {
        if (node.Member is not FieldInfo field)
            throw Refuse($"the property {node.Member.DeclaringType?.Name}.{node.Member.Name}", "Read it before the launch, and pass it as a parameter.");
        if (typeof(Delegate).IsAssignableFrom(field.FieldType))
            throw Refuse("a delegate", "Call a static method or a local function instead.");
        if (field.IsStatic)
            return field.IsInitOnly && IsValue(field.FieldType)
                ? Constant(field.GetValue(null), field.FieldType)
                : throw Refuse($"the static field {field.DeclaringType?.Name}.{field.Name}", "Make it const or readonly if it is a number, or pass it as a parameter.");
        return Value(node.Expression!) switch
        {
            Aggregate aggregate => aggregate[field.Name],
            Nothing => throw Refuse($"the captured variable {field.Name}", "Pass it as a parameter of the kernel, and make the lambda static."),
            _ => throw Refuse($"the field {field.Name}", KernelTypes.Mend),
        };
    }

    private LoweredValue Unary(UnaryExpression node)
    {
        if (node.NodeType == ExpressionType.Throw)
            throw Refuse("an exception", "Write a code to a buffer and return: kernels do not throw.");
        if (node.NodeType is ExpressionType.ConvertChecked or ExpressionType.NegateChecked)
            throw RefuseChecked();
        var value = Value(node.Operand);
        if (value is Handle && node.NodeType is ExpressionType.Convert or ExpressionType.TypeAs)
            return value;
        var type = KernelTypes.Canonical(node.Type);
        if (value is not Scalar { Expression: var operand } || !KernelTypes.IsNumber(type)
            || node.NodeType is not (ExpressionType.Convert or ExpressionType.Not or ExpressionType.Negate or ExpressionType.OnesComplement or ExpressionType.UnaryPlus)
            || node.Method is not null && !KernelTypes.IsNumber(node.Method.DeclaringType!))
            throw Refuse(Describe(node), Mend(node));
        return new Scalar(operand.Type == type && node.NodeType == ExpressionType.Convert ? operand : Folded(Expression.MakeUnary(node.NodeType, operand, type)));
    }

    private Scalar Binary(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked)
            throw RefuseChecked();
        if (node.NodeType is ExpressionType.ArrayIndex or ExpressionType.Coalesce or ExpressionType.Power || node.Method is not null && !KernelTypes.IsNumber(node.Method.DeclaringType!))
            throw Refuse(Describe(node), Mend(node));
        var operands = Operands([node.Left, node.Right]).Select(v => v is Scalar { Expression: var e } ? e : throw Refuse(Describe(node), Mend(node))).ToArray();
        Locate(node);
        return new(Folded(Expression.MakeBinary(node.NodeType, operands[0], operands[1])));
    }

    /// <summary>Lowers operands from the first to the last: what later ones do cannot change earlier ones.</summary>
    private List<LoweredValue> Operands(IReadOnlyList<Expression> nodes)
    {
        var values = new List<LoweredValue>();
        foreach (var node in nodes)
        {
            LoweredValue? value = null;
            var before = Collect(() => value = Value(node));
            if (before.Count > 0)
            {
                for (var i = 0; i < values.Count; i++)
                    values[i] = Spill(values[i], leaf => leaf is not (ConstantExpression or ThreadValue or ArrayLength));
                _out.AddRange(before);
            }
            values.Add(value!);
        }
        return values;
    }

    private Scalar Logical(BinaryExpression node)
    {
        var left = Number(node.Left);
        var isAnd = node.NodeType == ExpressionType.AndAlso;
        if (left is ConstantExpression { Value: bool known })
            return known == isAnd ? new(Number(node.Right)) : new(left);
        Expression right = null!;
        var before = Collect(() => right = Number(node.Right));
        if (before.Count == 0 && Conditionals.IsSafe(right))
            return new(Noted(Expression.MakeBinary(node.NodeType, left, right)));
        var result = (Scalar)NewVariable(typeof(bool), null);
        Emit(Expression.Assign(result.Expression, left));
        var then = Collect(() =>
        {
            _out.AddRange(before);
            Emit(Expression.Assign(result.Expression, right));
        });
        Emit(Expression.IfThenElse(isAnd ? result.Expression : Expression.Not(result.Expression), Void(Sequence(then)), Expression.Empty()));
        return result;
    }

    private LoweredValue Choice(ConditionalExpression node)
    {
        var test = Number(node.Test);
        if (test is ConstantExpression { Value: bool known })
            return Value(known ? node.IfTrue : node.IfFalse);
        LoweredValue yes = null!, no = null!;
        var (beforeYes, beforeNo) = (Collect(() => yes = Value(node.IfTrue)), Collect(() => no = Value(node.IfFalse)));
        Locate(node);
        if (yes is not (Scalar or Aggregate) || no is not (Scalar or Aggregate))
            throw Refuse("an array that is chosen while the kernel runs", "Write an if, with an access to each array.");
        if (beforeYes.Count + beforeNo.Count == 0 && yes.Leaves.Concat(no.Leaves).All(Conditionals.IsSafe))
            return Select(test, yes, no);
        var result = NewVariable(node.Type, null);
        If(test, () => Take(beforeYes, yes), () => Take(beforeNo, no));
        return result;

        void Take(List<Expression> before, LoweredValue value)
        {
            _out.AddRange(before);
            Store(result, value);
        }
    }

    private LoweredValue Select(Expression test, LoweredValue yes, LoweredValue no) => (yes, no) switch
    {
        (Scalar a, Scalar b) => new Scalar(Noted(Expression.Condition(test, a.Expression, b.Expression))),
        (Aggregate a, Aggregate b) => a with { Parts = [.. a.Parts.Zip(b.Parts, (x, y) => Select(test, x, y))] },
        _ => throw Refuse("a choice between different things", KernelTypes.Mend),
    };

    // What constants give is computed here, so that widths, lengths and sizes of tiles can be.
    private Expression Folded(Expression node)
    {
        var isConstant = node switch
        {
            UnaryExpression { Operand: ConstantExpression } => true,
            BinaryExpression { Left: ConstantExpression, Right: ConstantExpression } => Conditionals.IsSafe(node),
            MethodCallExpression call => call.Arguments.All(a => a is ConstantExpression) && Conditionals.IsSafe(node) && !VectorFunctions.IsVector(call.Method),
            _ => false,
        };
        return isConstant
            ? Expression.Constant(Expression.Lambda(node).Compile(preferInterpretation: true).DynamicInvoke(), node.Type)
            : Noted(node);
    }
}

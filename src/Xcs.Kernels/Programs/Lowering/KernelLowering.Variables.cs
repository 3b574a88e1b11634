using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <content>Variables.</content>
internal sealed partial class KernelLowering
{
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
            throw RefuseChosen();
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

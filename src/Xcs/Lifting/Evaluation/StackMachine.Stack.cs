using System.Linq.Expressions;

namespace Xcs.Lifting;

internal sealed partial class StackMachine
{
    private void Push(Expression value) => _stack.Add(new Value(Noted(value)));

    private void Push(StackEntry entry) => _stack.Add(entry);

    private StackEntry Pop()
    {
        if (_stack.Count == 0)
            throw Refuse("an instruction without its operands", "Compile it again");
        var entry = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return entry;
    }

    /// <summary>Pops a value; an address counts as a number.</summary>
    private Expression PopValue() => Pop() switch
    {
        Value value => value.Expression,
        Function => throw Refuse("a method's address as a value", "Make a delegate of it"),
        var address => ReferenceCall(nameof(ByRef.Address), ToReference(address)),
    };

    private Expression PopValue(Type type)
    {
        if (type.IsByRef)
            return ToReference(Pop(), type.GetElementType()!);
        return Coercion.To(PopValue(), StackKinds.Representation(type));
    }

    /// <summary>Adds a statement.</summary>
    private void Emit(Expression statement)
    {
        Settle(statement);
        _block.Statements.Add(Noted(statement));
    }

    private void End(Terminator terminator)
    {
        Settle(null);
        var values = _stack.ToArray();
        foreach (var target in terminator.Targets)
            Enter(target, target.Predecessors == 1 || values.Length == 0 ? values : FillSlots(target));
        _block.Terminator = terminator;
    }

    // While slots are filled the entries stay on the stack: one that reads a slot that is written is settled before.
    private StackEntry[] FillSlots(BasicBlock target)
    {
        var entries = new StackEntry[_stack.Count];
        for (var depth = 0; depth < entries.Length; depth++)
        {
            if (SharedPlace(target, depth) is { } place)
            {
                entries[depth] = place;
                continue;
            }
            var value = _stack[depth] is Value plain ? plain.Expression : ToReference(_stack[depth]);
            var slot = _variables.Slot(target, depth, value);
            if (slot != value)
                Emit(Expression.Assign(slot, Coercion.To(value, slot.Type)));
            entries[depth] = IsReference(slot.Type) ? new Reference(slot) : new Value(slot);
        }
        return entries;
    }

    /// <summary>The address that stands at a depth on every way to a block; null where it takes a variable.</summary>
    private Place? SharedPlace(BasicBlock target, int depth)
    {
        if (_variables.IsMixed(target, depth))
            return null;
        var place = _stack[depth] as Place;
        if (place is not null && !IsFreePlace(place.Expression, isChecked: false, NoWrites))
            place = null;
        if (!_entries.TryGetValue(target, out var known) || place is not null && known[depth] is Place other && IsSame(place.Expression, other.Expression))
            return place;
        if (place is not null || known[depth] is Place)
            _variables.Mix(target, depth);
        return null;
    }

    private static bool IsSame(Expression? place, Expression? other) => place == other
        || place is MemberExpression one && other is MemberExpression another && one.Member == another.Member && IsSame(one.Expression, another.Expression);

    /// <summary>Evaluates what is on the stack and would not be the same after a statement; without one, whatever could ever change.</summary>
    private void Settle(Expression? statement)
    {
        if (_stack.Count == 0)
            return;
        var writes = new HashSet<ParameterExpression>();
        if (statement is not null)
            Effects.CollectWrites(statement, writes);
        foreach (var entry in _stack)
            if (Inner(entry) is { } expression)
                Effects.CollectWrites(expression, writes);
        for (var i = 0; i < _stack.Count; i++)
            if (!Survives(_stack[i], writes))
                _stack[i] = Settled(_stack[i]);
    }

    private static Expression? Inner(StackEntry entry) => entry switch
    {
        Value value => value.Expression,
        Place place => place.Expression,
        Reference reference => reference.Expression,
        _ => null,
    };

    private bool Survives(StackEntry entry, HashSet<ParameterExpression> writes) => entry switch
    {
        Value value => IsFree(value.Expression, writes),
        Reference reference => IsFree(reference.Expression, writes),
        Place place => IsFreePlace(place.Expression, place.IsChecked, writes),
        _ => true,
    };

    private bool IsFree(Expression? expression, HashSet<ParameterExpression> writes)
    {
        if (!Effects.IsStable(expression, _variables))
            return false;
        return writes.Count == 0 || expression is null || !Uses.Any(expression, writes);
    }

    // The variable that a place is in may change: the place does not.
    private bool IsFreePlace(Expression place, bool isChecked, HashSet<ParameterExpression> writes) => place switch
    {
        ParameterExpression => true,
        MemberExpression { Expression: null } => true,
        MemberExpression { Expression: { Type.IsValueType: true } owner } => IsFreePlace(owner, isChecked, writes),
        MemberExpression { Expression: var owner } => isChecked && IsFree(owner, writes),
        IndexExpression element => isChecked && IsFree(element.Object, writes) && element.Arguments.All(index => IsFree(index, writes)),
        _ => false,
    };

    private StackEntry Settled(StackEntry entry)
    {
        var value = entry is Value plain ? plain.Expression : ToReference(entry);
        var temporary = _variables.NewTemporary(value.Type);
        _block.Statements.Add(Noted(Expression.Assign(temporary, value)));
        return entry is Value ? new Value(temporary) : new Reference(temporary);
    }

    /// <summary>Evaluates a value now, so that it can be used more than once.</summary>
    private Expression Keep(Expression value)
    {
        if (Effects.IsTrivial(value, _variables))
            return value;
        var temporary = _variables.NewTemporary(value.Type);
        Emit(Expression.Assign(temporary, value));
        return temporary;
    }

    private Expression Noted(Expression expression)
    {
        _offsets.Note(expression, _instruction.Offset);
        return expression;
    }
}

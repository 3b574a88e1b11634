using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Constants, dup, pop and prefixes.</content>
internal sealed partial class StackMachine
{
    private bool _isVolatile;
    private bool _isReadOnly;
    private Type? _constrained;

    private bool TrySimple()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Nop or ILOpCode.Break:
                return true;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                Push(Expression.Constant((int)_instruction.OpCode - (int)ILOpCode.Ldc_i4_0));
                return true;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i8 or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8:
                Push(Expression.Constant(_instruction.Operand));
                return true;
            case ILOpCode.Ldnull:
                Push(Expression.Constant(null));
                return true;
            case ILOpCode.Ldstr:
                Push(Expression.Constant(_source.ResolveString(_instruction.Number)));
                return true;
            case ILOpCode.Dup:
                Duplicate(Pop());
                return true;
            case ILOpCode.Pop:
                Discard(Pop());
                return true;
            case ILOpCode.Volatile:
                return _isVolatile = true;
            case ILOpCode.Readonly:
                return _isReadOnly = true;
            case ILOpCode.Unaligned:
                // 64-bit platforms read and write numbers at any address.
                return true;
            case ILOpCode.Constrained:
                _constrained = _source.ResolveType(_instruction.Number);
                return true;
            case ILOpCode.Tail:
                throw Refuse("a tail call", "Compile without tail calls: their depth is no longer bounded");
            case ILOpCode.Localloc:
                throw Refuse("stackalloc", "Use an array, or a span over one");
            case ILOpCode.Arglist or ILOpCode.Mkrefany or ILOpCode.Refanytype or ILOpCode.Refanyval:
                throw Refuse("a typed reference or variable arguments", "Use ref parameters, generics or arrays");
            default:
                return false;
        }
    }

    private static bool Take(ref bool prefix)
    {
        var was = prefix;
        prefix = false;
        return was;
    }

    private void Discard(StackEntry entry)
    {
        if (entry is not Function && Inner(entry) is { } expression && !Survives(entry, NoWrites))
            Emit(entry is Place ? ToReference(entry) : expression);
    }

    private void Duplicate(StackEntry entry)
    {
        switch (entry)
        {
            case Value value when TryAssignAndKeep(value.Expression) is { } variable:
                Push(variable);
                return;
            case Value value:
                entry = new Value(Keep(value.Expression));
                Push(entry);
                Push(entry);
                return;
            case Place place when IsFreePlace(place.Expression, isChecked: true, NoWrites):
                PushTwice(place);
                return;
            case Place place when IsRead(_position + 1) && !NeedsTypeCheck(place):
                PushTwice(place with { Expression = Steady(place.Expression) });
                return;
            case Place or Reference:
                entry = new Reference(Keep(ToReference(entry)));
                Push(entry);
                Push(entry);
                return;
            default:
                Push(entry);
                Push(entry);
                return;
        }
    }

    // The upper one is read at once; after that the lower one is known to be there.
    private void PushTwice(Place place)
    {
        Push(place with { IsChecked = place.IsChecked || IsRead(_position + 1) });
        Push(place);
    }

    // What dup and a store to a local do together, as "a = b = c" does, needs no temporary.
    private ParameterExpression? TryAssignAndKeep(Expression value)
    {
        if (_position + 1 >= _block.End || StoredLocal(_source.Instructions[_position + 1]) is not { } local
            || local.Type != value.Type || IsReference(local.Type) || _variables.IsEscaped(local))
            return null;
        Emit(Expression.Assign(local, value));
        Skip();
        return local;
    }

    private bool IsRead(int position) => position < _block.End && _source.Instructions[position].OpCode is
        (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref) or ILOpCode.Ldobj or ILOpCode.Ldfld;

    // The same place, reached from variables that nobody else changes.
    private Expression Steady(Expression place) => place switch
    {
        MemberExpression { Expression: { Type.IsValueType: true } owner } member => Expression.MakeMemberAccess(Steady(owner), member.Member),
        MemberExpression { Expression: { } owner } member => Expression.MakeMemberAccess(Keep(owner), member.Member),
        IndexExpression { Object: { } array } element => Expression.ArrayAccess(Keep(array), element.Arguments.Select(Keep).ToArray()),
        _ => place,
    };
}

using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Arguments and locals.</content>
internal sealed partial class StackMachine
{
    private bool TryVariable()
    {
        var opCode = _instruction.OpCode;
        switch (opCode)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                PushVariable(_variables.Arguments[opCode - ILOpCode.Ldarg_0]);
                return true;
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s:
                PushVariable(_variables.Arguments[_instruction.Number]);
                return true;
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                PushAddress(_variables.Arguments[_instruction.Number]);
                return true;
            case ILOpCode.Starg or ILOpCode.Starg_s:
                Assign(_variables.Arguments[_instruction.Number]);
                return true;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                PushVariable(_variables.Locals[opCode - ILOpCode.Ldloc_0]);
                return true;
            case ILOpCode.Ldloc or ILOpCode.Ldloc_s:
                PushVariable(_variables.Locals[_instruction.Number]);
                return true;
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s:
                PushAddress(_variables.Locals[_instruction.Number]);
                return true;
            default:
                if (StoredLocal(_instruction) is not { } local)
                    return false;
                Assign(local);
                return true;
        }
    }

    private ParameterExpression? StoredLocal(IlInstruction instruction) =>
        instruction.StoredLocal is { } local ? _variables.Locals[local] : null;

    private void PushVariable(ParameterExpression variable)
    {
        if (variable.IsByRef)
            Push(new Place(variable));
        else if (_names.TryGetValue(variable, out var place))
            Push(place);
        else if (VariableTable.IsNameOnly(variable))
            throw Refuse("a reference to one of several ref structs", "Use the structs themselves");
        else if (IsReference(variable.Type))
            Push(new Reference(variable));
        else
            Push(variable);
    }

    private void PushAddress(ParameterExpression variable)
    {
        if (variable.IsByRef || IsReference(variable.Type))
            throw Refuse("a reference to a reference", "Use the reference itself");
        Push(new Place(variable));
    }

    private void Assign(ParameterExpression variable)
    {
        if (IsReference(variable.Type) && TryName(variable))
            return;
        var value = IsReference(variable.Type) ? ToReference(Pop(), ReferenceElement(variable)) : PopValue(variable.Type);
        if (value != variable)
            Emit(Expression.Assign(variable, value));
    }

    // A reference to a variable or to a part of one is another name for it.
    private bool TryName(ParameterExpression local)
    {
        var isNameOnly = VariableTable.IsNameOnly(local);
        if (!isNameOnly && !_variables.IsName(local))
            return false;
        var canBe = _stack is [.., Place { Expression: var place }] && (isNameOnly || place.Type == ReferenceElement(local)) && IsFreePlace(place, isChecked: false, NoWrites);
        if (!canBe || _names.TryGetValue(local, out var other) && !IsSame(other.Expression, ((Place)_stack[^1]).Expression))
            _variables.Divide(local);
        if (canBe)
            _names[local] = (Place)Pop();
        else if (isNameOnly)
            throw Refuse("a reference to a ref struct that has no name", "Use the struct itself");
        return canBe;
    }
}

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
        else if (_aliases.TryGetValue(variable, out var place))
            Push(place);
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
        if (IsReference(variable.Type) && _stack is [.., Place { Expression: var place } alias] && _variables.IsAlias(variable)
            && (place.Type == ReferenceElement(variable) || place.Type.IsByRefLike) && IsFreePlace(place, isChecked: false, NoWrites))
        {
            Pop();
            _aliases.Add(variable, alias);
            return;
        }
        var value = IsReference(variable.Type) ? ToReference(Pop(), ReferenceElement(variable)) : PopValue(variable.Type);
        if (value != variable)
            Emit(Expression.Assign(variable, value));
    }
}

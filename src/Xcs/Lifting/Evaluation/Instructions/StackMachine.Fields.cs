using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Fields.</content>
internal sealed partial class StackMachine
{
    private bool TryField()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Ldfld:
                LoadField(Pop(), _source.ResolveField(_instruction.Number));
                return true;
            case ILOpCode.Ldflda:
                Push(FieldOf(Pop(), _source.ResolveField(_instruction.Number)));
                return true;
            case ILOpCode.Stfld:
                StoreField(_source.ResolveField(_instruction.Number));
                return true;
            case ILOpCode.Ldsfld:
                Push(Read(new Place(Expression.Field(null, _source.ResolveField(_instruction.Number)))));
                return true;
            case ILOpCode.Ldsflda:
                Push(new Place(Expression.Field(null, _source.ResolveField(_instruction.Number))));
                return true;
            case ILOpCode.Stsfld:
                var field = _source.ResolveField(_instruction.Number);
                StoreWhole(new Place(Expression.Field(null, field)), PopValue(field.FieldType));
                return true;
            default:
                return false;
        }
    }

    private void LoadField(StackEntry owner, FieldInfo field)
    {
        if (field.IsStatic)
        {
            Discard(owner);
            Push(Read(new Place(Expression.Field(null, field))));
        }
        else if (owner is Value { Expression.Type.IsValueType: true } value && StackKinds.Of(value.Expression.Type) != StackKind.Int64)
        {
            Push(FieldValue(Expression.Field(value.Expression, field)));
        }
        else if (owner is Reference reference && !_isVolatile)
        {
            Push(FieldValue(Expression.Field(Load(reference, field.DeclaringType!), field)));
        }
        else
        {
            PushLoaded(FieldOf(owner, field), field.FieldType);
        }
    }

    private MemberExpression FieldValue(MemberExpression field)
    {
        if (field.Type.IsByRef)
            throw Refuse("a field that is a reference", "Use the ref struct's methods");
        _isVolatile = false;
        return field.Type.IsPointer ? throw Refuse("a field that is a pointer", "Use references, arrays or spans") : field;
    }

    // A reference to a part of a struct needs the struct's place; of an object its field has a name.
    private StackEntry FieldOf(StackEntry owner, FieldInfo field)
    {
        if (field.IsStatic)
        {
            Discard(owner);
            return new Place(Expression.Field(null, field));
        }
        if (field.FieldType.IsByRef || field.FieldType.IsPointer || field.FieldType.IsFunctionPointer)
            throw Refuse("a field that is a reference or pointer", "Use the ref struct's methods");
        var declaring = field.DeclaringType!;
        if (!declaring.IsValueType)
            return new Place(Expression.Field(Coercion.To(((Value)owner).Expression, declaring), field));
        if (owner is Place place && place.Expression.Type == declaring)
            return place with { Expression = Expression.Field(place.Expression, field) };
        return new Reference(FieldAddress.Part(ToReference(owner, declaring), field));
    }

    private void StoreField(FieldInfo field)
    {
        var value = PopValue(field.FieldType);
        var owner = Pop();
        if (owner is Place or Value { Expression.Type.IsValueType: false } && FieldOf(owner, field) is Place place)
            StoreWhole(place, value);
        else
            StoreTo(FieldOf(owner, field), field.FieldType, value);
    }

    // As stfld and stsfld do, an assignment in a tree reaches the place after the value was computed.
    private void StoreWhole(Place place, Expression value)
    {
        if (IsInitOnly(place.Expression) || _isVolatile)
            StoreTo(place, place.Expression.Type, value);
        else
            Emit(Expression.Assign(place.Expression, value));
    }

    private Expression Read(Place place) => Take(ref _isVolatile) ? VolatileAccess.Read(place.Expression) : place.Expression;
}

using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Reading and writing through addresses.</content>
internal sealed partial class StackMachine
{
    private bool TryIndirect()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Ldobj:
                PushLoaded(Pop(), _source.ResolveType(_instruction.Number));
                return true;
            case ILOpCode.Stobj:
                StoreThrough(_source.ResolveType(_instruction.Number));
                return true;
            case ILOpCode.Cpobj:
                var type = _source.ResolveType(_instruction.Number);
                var from = Pop();
                StoreTo(Pop(), type, Load(from, type));
                return true;
            case ILOpCode.Initobj:
                var cleared = _source.ResolveType(_instruction.Number);
                StoreTo(Pop(), cleared, Default(cleared));
                return true;
            case ILOpCode.Initblk or ILOpCode.Cpblk:
                throw Refuse("a block of raw memory", "Use Span.Fill, Span.Clear or Span.CopyTo");
            default:
                return TryTypedIndirect();
        }
    }

    private bool TryTypedIndirect()
    {
        var (type, isLoad) = _instruction.OpCode switch
        {
            ILOpCode.Ldind_i1 => (typeof(sbyte), true),
            ILOpCode.Ldind_u1 => (typeof(byte), true),
            ILOpCode.Ldind_i2 => (typeof(short), true),
            ILOpCode.Ldind_u2 => (typeof(ushort), true),
            ILOpCode.Ldind_i4 => (typeof(int), true),
            ILOpCode.Ldind_u4 => (typeof(uint), true),
            ILOpCode.Ldind_i8 => (typeof(long), true),
            ILOpCode.Ldind_i => (typeof(nint), true),
            ILOpCode.Ldind_r4 => (typeof(float), true),
            ILOpCode.Ldind_r8 => (typeof(double), true),
            ILOpCode.Ldind_ref => (typeof(object), true),
            ILOpCode.Stind_i1 => (typeof(sbyte), false),
            ILOpCode.Stind_i2 => (typeof(short), false),
            ILOpCode.Stind_i4 => (typeof(int), false),
            ILOpCode.Stind_i8 => (typeof(long), false),
            ILOpCode.Stind_i => (typeof(nint), false),
            ILOpCode.Stind_r4 => (typeof(float), false),
            ILOpCode.Stind_r8 => (typeof(double), false),
            ILOpCode.Stind_ref => (typeof(object), false),
            _ => (null, false),
        };
        if (type is null)
            return false;
        if (isLoad)
            PushLoaded(Pop(), type);
        else
            StoreThrough(type);
        return true;
    }

    private static Expression Default(Type type) =>
        type.IsValueType ? Expression.Default(StackKinds.Representation(type)) : Expression.Constant(null, type);

    private void PushLoaded(StackEntry address, Type type)
    {
        if (!Take(ref _isVolatile))
            Push(Load(address, type));
        else if (address is Place { Expression: var place } && Names(place, type))
            Push(Narrowed(VolatileAccess.Read(place), type));
        else
            Push(Narrowed(VolatileAccess.ReadReference(ToReferenceOf(address, type)), type));
    }

    private void StoreThrough(Type type)
    {
        var value = PopValue();
        StoreTo(Pop(), type, value);
    }

    private void StoreTo(StackEntry address, Type type, Expression value)
    {
        if (!Take(ref _isVolatile))
            Store(address, type, value);
        else if (address is Place { Expression: var place } && Names(place, type))
            Emit(VolatileAccess.Write(place, Coercion.To(value, place.Type)));
        else
            Emit(VolatileAccess.WriteReference(ToReferenceOf(address, type), value));
    }
}

using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Arrays of one dimension; those of several are classes with methods.</content>
internal sealed partial class StackMachine
{
    private bool TryArray()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Newarr:
                var length = PopValue();
                var count = StackKinds.Of(length.Type) == StackKind.Int32 ? Coercion.To(length, typeof(int)) : Coercion.To(length, typeof(long));
                Push(Expression.NewArrayBounds(_source.ResolveType(_instruction.Number), count));
                return true;
            case ILOpCode.Ldlen:
                Push(Expression.Convert(Expression.ArrayLength(ToArray(PopValue(), typeof(object))), typeof(long)));
                return true;
            case ILOpCode.Ldelema:
                var element = Element(_source.ResolveType(_instruction.Number));
                Push(new Place(element, Take(ref _isReadOnly)));
                return true;
            case ILOpCode.Ldelem:
                LoadElement(_source.ResolveType(_instruction.Number));
                return true;
            case ILOpCode.Stelem:
                StoreElement(_source.ResolveType(_instruction.Number));
                return true;
            default:
                return TryTypedElement();
        }
    }

    private bool TryTypedElement()
    {
        var (type, isLoad) = _instruction.OpCode switch
        {
            ILOpCode.Ldelem_i1 => (typeof(sbyte), true),
            ILOpCode.Ldelem_u1 => (typeof(byte), true),
            ILOpCode.Ldelem_i2 => (typeof(short), true),
            ILOpCode.Ldelem_u2 => (typeof(ushort), true),
            ILOpCode.Ldelem_i4 => (typeof(int), true),
            ILOpCode.Ldelem_u4 => (typeof(uint), true),
            ILOpCode.Ldelem_i8 => (typeof(long), true),
            ILOpCode.Ldelem_i => (typeof(nint), true),
            ILOpCode.Ldelem_r4 => (typeof(float), true),
            ILOpCode.Ldelem_r8 => (typeof(double), true),
            ILOpCode.Ldelem_ref => (typeof(object), true),
            ILOpCode.Stelem_i1 => (typeof(sbyte), false),
            ILOpCode.Stelem_i2 => (typeof(short), false),
            ILOpCode.Stelem_i4 => (typeof(int), false),
            ILOpCode.Stelem_i8 => (typeof(long), false),
            ILOpCode.Stelem_i => (typeof(nint), false),
            ILOpCode.Stelem_r4 => (typeof(float), false),
            ILOpCode.Stelem_r8 => (typeof(double), false),
            ILOpCode.Stelem_ref => (typeof(object), false),
            _ => (null, false),
        };
        if (type is null)
            return false;
        if (isLoad)
            LoadElement(type);
        else
            StoreElement(type);
        return true;
    }

    private void LoadElement(Type type)
    {
        var element = Element(type);
        if (!SameBits(element.Type, type))
            throw new NotSupportedException($"an element of type {element.Type} read as {type}");
        Push(Narrowed(element, type));
    }

    private void StoreElement(Type type)
    {
        var value = PopValue();
        var element = Element(type);
        if (!SameBits(element.Type, type))
            throw new NotSupportedException($"an element of type {element.Type} written as {type}");
        Emit(Expression.Assign(element, Coercion.To(value, element.Type)));
    }

    private IndexExpression Element(Type type)
    {
        var index = PopValue();
        var number = StackKinds.Of(index.Type) == StackKind.Int32
            ? Coercion.To(index, typeof(int))
            : Expression.Call(typeof(Numbers), nameof(Numbers.Index), null, Coercion.To(index, typeof(long)));
        return Expression.ArrayAccess(ToArray(PopValue(), type), number);
    }

    private static Expression ToArray(Expression array, Type element) =>
        array.Type is { IsSZArray: true } ? array : Coercion.To(array, element.MakeArrayType());
}

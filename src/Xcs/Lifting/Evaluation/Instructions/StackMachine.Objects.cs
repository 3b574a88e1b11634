using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <content>Casts, boxes and tokens.</content>
internal sealed partial class StackMachine
{
    private static readonly MethodInfo SizeOfMethod = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;

    private bool TryObject()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Castclass:
                Push(Cast(_source.ResolveType(_instruction.Number)));
                return true;
            case ILOpCode.Isinst:
                var type = _source.ResolveType(_instruction.Number);
                var instance = PopValue(typeof(object));
                Push(type.IsValueType ? Boxes.AsInstance(instance, type) : Expression.TypeAs(instance, type));
                return true;
            case ILOpCode.Box:
                Box(_source.ResolveType(_instruction.Number));
                return true;
            case ILOpCode.Unbox_any:
                Push(Cast(_source.ResolveType(_instruction.Number)));
                return true;
            case ILOpCode.Unbox:
                Unbox(_source.ResolveType(_instruction.Number));
                return true;
            case ILOpCode.Ldtoken:
                LoadToken(_source.ResolveMember(_instruction.Number));
                return true;
            case ILOpCode.Sizeof:
                Push(Expression.Constant(SizeOfMethod.MakeGenericMethod(_source.ResolveType(_instruction.Number)).Invoke(null, null)));
                return true;
            default:
                return false;
        }
    }

    // From object, so that no conversion operator that a type declares is taken.
    private Expression Cast(Type type)
    {
        var value = PopValue(typeof(object));
        return !type.IsValueType && type.IsAssignableFrom(value.Type) ? value : Expression.Convert(AsObject(value), type);
    }

    private static Expression AsObject(Expression value) => value.Type == typeof(object) ? value : Expression.Convert(value, typeof(object));

    private void Box(Type type)
    {
        if (type.IsByRefLike)
            throw Refuse("a ref struct in a box", "Compile it again");
        var value = PopValue(type);
        Push(type.IsValueType ? Expression.Convert(value, typeof(object)) : value);
    }

    private void Unbox(Type type)
    {
        var box = PopValue(typeof(object));
        if (Nullable.GetUnderlyingType(type) is not null)
            Push(Expression.Convert(AsObject(box), type));
        else
            Push(new Reference(Expression.Call(typeof(ByRef), nameof(ByRef.Unbox), [type], box)));
    }

    private void LoadToken(MemberInfo member)
    {
        switch (member)
        {
            case Type type:
                Push(Expression.Constant(type.TypeHandle));
                break;
            case FieldInfo field:
                Push(Expression.Constant(field.FieldHandle));
                break;
            case MethodBase method:
                Push(Expression.Constant(method.MethodHandle));
                break;
        }
    }
}

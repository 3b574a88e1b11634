using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>
/// References to fields where expression trees have none: fields of structs behind a reference, and readonly fields, of which trees take copies.
/// </summary>
internal static class FieldAddress
{
    private static readonly ConditionalWeakTable<FieldInfo, ConstantExpression> Offsets = [];
    private static readonly ConditionalWeakTable<FieldInfo, Delegate> Getters = [];

    /// <param name="field">The field.</param>
    /// <param name="owner">The object or the place that has it; null for a static field.</param>
    /// <param name="reference">Makes a reference to the place of a struct.</param>
    public static Expression Of(FieldInfo field, Expression? owner, Func<Expression, Expression> reference)
    {
        if (owner is { Type.IsValueType: true })
            return Part(reference(owner), field);
        var getter = Getters.GetValue(field, NewGetter);
        return Expression.Invoke(Expression.Constant(getter), owner is null ? [] : [owner]);
    }

    /// <summary>A reference to a field of the struct that another reference points to.</summary>
    public static Expression Part(Expression reference, FieldInfo field)
    {
        var part = StackKinds.Representation(field.FieldType);
        if (part.IsByRefLike)
            throw new NotSupportedException("a reference to a ref struct");
        return Expression.Call(typeof(ByRef), nameof(ByRef.Part), [reference.Type.GetGenericArguments()[0], part],
            reference, Offsets.GetValue(field, static f => Expression.Constant(Offset(f))));
    }

    /// <summary>Where a field starts in its struct, in bytes.</summary>
    public static nint Offset(FieldInfo field)
    {
        var owner = field.DeclaringType!;
        var method = new DynamicMethod($"OffsetOf{field.Name}", typeof(nint), [], typeof(FieldAddress).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var local = code.DeclareLocal(owner);
        code.Emit(OpCodes.Ldloca, local);
        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Ldloca, local);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<nint>>()();
    }

    private static Delegate NewGetter(FieldInfo field)
    {
        var type = StackKinds.Representation(field.FieldType.MakeByRefType());
        var owner = field.IsStatic ? Type.EmptyTypes : [field.DeclaringType!];
        var method = new DynamicMethod($"AddressOf{field.Name}", type, owner, typeof(FieldAddress).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        if (!field.IsStatic)
            code.Emit(OpCodes.Ldarg_0);
        code.Emit(field.IsStatic ? OpCodes.Ldsflda : OpCodes.Ldflda, field);
        code.Emit(OpCodes.Newobj, type.GetConstructors()[0]);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate(Expression.GetDelegateType([.. owner, type]));
    }
}

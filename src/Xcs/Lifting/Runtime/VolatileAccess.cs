using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Volatile reads and writes of every type that allows them.</summary>
internal static class VolatileAccess
{
    public static Expression Read(Expression place) => Expression.Call(typeof(VolatileAccess), nameof(Read), [place.Type], place);

    public static Expression Write(Expression place, Expression value) => Expression.Call(typeof(VolatileAccess), nameof(Write), [place.Type], place, value);

    public static Expression ReadReference(Expression reference) =>
        Expression.Call(typeof(VolatileAccess), nameof(Read), reference.Type.GetGenericArguments(), reference);

    public static Expression WriteReference(Expression reference, Expression value)
    {
        var types = reference.Type.GetGenericArguments();
        return Expression.Call(typeof(VolatileAccess), nameof(Write), types, reference, Coercion.To(value, types[0]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref T place)
    {
        var value = place;
        // A volatile read acquires: nothing behind it may move before it.
        Volatile.ReadBarrier();
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(ref T place, T value)
    {
        // A volatile write releases: nothing before it may move behind it.
        Volatile.WriteBarrier();
        place = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ByRef<T> reference) => Read(ref reference.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(ByRef<T> reference, T value) => Write(ref reference.Value, value);
}

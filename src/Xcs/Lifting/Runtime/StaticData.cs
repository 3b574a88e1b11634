using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Constant data in the assembly's image, of which compilers make spans.</summary>
internal static unsafe class StaticData
{
    /// <summary>The span over a static field's bytes that a constructor makes from its address; null for any other call.</summary>
    public static Expression? TrySpan(ConstructorInfo constructor, StackEntry[] arguments)
    {
        var type = constructor.DeclaringType!;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ReadOnlySpan<>) || !constructor.GetParameters()[0].ParameterType.IsPointer)
            return null;
        if (arguments is not [Place { Expression: MemberExpression { Expression: null, Member: FieldInfo field } place }, Value { Expression: ConstantExpression { Value: int length } }]
            || !field.Attributes.HasFlag(FieldAttributes.HasFieldRVA))
            return null;
        return Expression.Call(typeof(StaticData), nameof(Span), [place.Type, type.GetGenericArguments()[0]], place, Expression.Constant(length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<T> Span<TData, T>(ref TData data, int length) => new(Unsafe.AsPointer(ref data), length);
}

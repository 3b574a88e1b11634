using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>Reads and writes slots of a frame in expressions, with each column fetched once into a local.</summary>
internal sealed class SlotAccess(ParameterExpression frame)
{
    private static readonly MethodInfo ValuesMethod = typeof(Frame).GetMethod(nameof(Frame.Values))!;
    private static readonly PropertyInfo ReferencesProperty = typeof(Frame).GetProperty(nameof(Frame.References))!;
    private static readonly MethodInfo AsMethod = typeof(Unsafe).GetMethods().Single(method => method is { Name: nameof(Unsafe.As) } && method.GetGenericArguments().Length == 1);

    private static readonly MethodInfo LoadMethod = typeof(SlotAccess).GetMethod(nameof(LoadUnchecked))!;
    private static readonly MethodInfo StoreMethod = typeof(SlotAccess).GetMethod(nameof(StoreUnchecked))!;

    private static readonly MethodInfo ItemMethod = typeof(SlotAccess).GetMethod(nameof(ItemOf))!;

    private readonly Dictionary<Type, ParameterExpression> _columns = [];

    /// <summary>The locals that hold columns.</summary>
    public IEnumerable<ParameterExpression> Columns => _columns.Values;

    /// <summary>What fills them.</summary>
    public IEnumerable<Expression> Setup => _columns.Select(column => Expression.Assign(column.Value, column.Key == typeof(object)
        ? Expression.Property(frame, ReferencesProperty)
        : Expression.Call(frame, ValuesMethod.MakeGenericMethod(column.Key))));

    public Expression Read(Type type, Expression slot) => type.IsValueType
        ? Load(Column(type), slot)
        : Expression.Call(AsMethod.MakeGenericMethod(type), Load(Column(typeof(object)), slot));

    public Expression Write(Type type, Expression slot, Expression value) => type.IsValueType
        ? Store(Column(type), slot, value)
        : Store(Column(typeof(object)), slot, Expression.Convert(value, typeof(object)));

    /// <summary>An item of an array whose index the unit graph vouches for.</summary>
    public static Expression Load(Expression array, Expression index) =>
        Expression.Call(LoadMethod.MakeGenericMethod(array.Type.GetElementType()!), array, Long(index));

    /// <summary>An item of a span of slots.</summary>
    public static Expression Load(ParameterExpression span, int index) => Expression.Call(ItemMethod, span, Expression.Constant(index));

    public static int ItemOf(ReadOnlySpan<int> span, int index) => span[index];

    // Indices of 64 bits: the sum of one and a constant needs no instruction of its own, while one of 32 bits has to wrap first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadUnchecked<T>(T[] array, long index) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnchecked<T>(T[] array, long index, T value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index) = value;

    private static MethodCallExpression Store(Expression array, Expression index, Expression value) =>
        Expression.Call(StoreMethod.MakeGenericMethod(array.Type.GetElementType()!), array, Long(index), value);

    private static Expression Long(Expression index) => index.Type == typeof(long) ? index : Expression.Convert(index, typeof(long));

    private ParameterExpression Column(Type type)
    {
        if (!_columns.TryGetValue(type, out var column))
            _columns.Add(type, column = Expression.Variable(type.MakeArrayType(), "column"));
        return column;
    }
}

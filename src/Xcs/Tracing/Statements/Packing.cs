using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>Several values as one: nothing as <see cref="Unit"/>, one as itself, more as a tuple.</summary>
internal static class Packing
{
    private const int TupleLength = 7;

    public static Type TypeOf(IReadOnlyList<Type> types) => types.Count switch
    {
        0 => typeof(Unit),
        1 => types[0],
        _ => TupleOf(types),
    };

    public static Expression Pack(IReadOnlyList<Expression> values) => values.Count switch
    {
        0 => Expression.Default(typeof(Unit)),
        1 => values[0],
        _ => Tuple(values),
    };

    /// <summary>One of <paramref name="count"/> values.</summary>
    public static Expression Item(Expression packed, int index, int count)
    {
        if (count <= 1)
            return packed;
        for (; index >= TupleLength; index -= TupleLength)
            packed = Expression.Field(packed, "Rest");
        return Expression.Field(packed, $"Item{index + 1}");
    }

    // A tuple has room for seven and for a tuple of the others.
    private static NewExpression Tuple(IReadOnlyList<Expression> values)
    {
        Expression[] items = values.Count <= TupleLength ? [.. values] : [.. values.Take(TupleLength), Tuple([.. values.Skip(TupleLength)])];
        return Expression.New(TupleOf([.. values.Select(static value => value.Type)]).GetConstructor([.. items.Select(static item => item.Type)])!, items);
    }

    private static Type TupleOf(IReadOnlyList<Type> types)
    {
        Type[] items = types.Count <= TupleLength ? [.. types] : [.. types.Take(TupleLength), TupleOf([.. types.Skip(TupleLength)])];
        return items.Length switch
        {
            1 => typeof(ValueTuple<>).MakeGenericType(items),
            2 => typeof(ValueTuple<,>).MakeGenericType(items),
            3 => typeof(ValueTuple<,,>).MakeGenericType(items),
            4 => typeof(ValueTuple<,,,>).MakeGenericType(items),
            5 => typeof(ValueTuple<,,,,>).MakeGenericType(items),
            6 => typeof(ValueTuple<,,,,,>).MakeGenericType(items),
            7 => typeof(ValueTuple<,,,,,,>).MakeGenericType(items),
            _ => typeof(ValueTuple<,,,,,,,>).MakeGenericType(items),
        };
    }
}

using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>Reads and writes slots of a frame in expressions, with each column fetched once into a local.</summary>
internal sealed class SlotAccess(ParameterExpression frame)
{
    private static readonly MethodInfo ValuesMethod = typeof(Frame).GetMethod(nameof(Frame.Values))!;
    private static readonly PropertyInfo ReferencesProperty = typeof(Frame).GetProperty(nameof(Frame.References))!;
    private static readonly MethodInfo AsMethod = typeof(Unsafe).GetMethods().Single(method => method is { Name: nameof(Unsafe.As) } && method.GetGenericArguments().Length == 1);

    private readonly Dictionary<Type, ParameterExpression> _columns = [];

    /// <summary>The locals that hold columns.</summary>
    public IEnumerable<ParameterExpression> Columns => _columns.Values;

    /// <summary>What fills them.</summary>
    public IEnumerable<Expression> Setup => _columns.Select(column => Expression.Assign(column.Value, column.Key == typeof(object)
        ? Expression.Property(frame, ReferencesProperty)
        : Expression.Call(frame, ValuesMethod.MakeGenericMethod(column.Key))));

    public Expression Read(Type type, Expression slot) => type.IsValueType
        ? Expression.ArrayIndex(Column(type), slot)
        : Expression.Call(AsMethod.MakeGenericMethod(type), Expression.ArrayIndex(Column(typeof(object)), slot));

    public Expression Write(Type type, Expression slot, Expression value) => type.IsValueType
        ? Expression.Assign(Expression.ArrayAccess(Column(type), slot), value)
        : Expression.Assign(Expression.ArrayAccess(Column(typeof(object)), slot), Expression.Convert(value, typeof(object)));

    private ParameterExpression Column(Type type)
    {
        if (!_columns.TryGetValue(type, out var column))
            _columns.Add(type, column = Expression.Variable(type.MakeArrayType(), "column"));
        return column;
    }
}

using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Which instruction an expression comes from.</summary>
internal sealed class OffsetMap
{
    private readonly Dictionary<Expression, int> _offsets;

    public OffsetMap() => _offsets = new(ReferenceEqualityComparer.Instance);

    public OffsetMap(OffsetMap other) => _offsets = new(other._offsets, ReferenceEqualityComparer.Instance);

    public int? Of(Expression expression) => _offsets.TryGetValue(expression, out var offset) ? offset : null;

    public void Note(Expression expression, int offset)
    {
        if (expression is not (ParameterExpression or ConstantExpression))
            _offsets.TryAdd(expression, offset);
    }

    /// <summary>Notes that an expression has taken another's place.</summary>
    public void Replace(Expression old, Expression replacement)
    {
        if (old != replacement && _offsets.TryGetValue(old, out var offset))
            Note(replacement, offset);
    }
}

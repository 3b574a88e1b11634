using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>The source lines of expressions, also of those that a rewriting puts in the place of others.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<Expression, SourceLocation> _known = [];
    private readonly List<Func<Expression, SourceLocation>> _origins = [];

    public void Add(Func<Expression, SourceLocation> origin) => _origins.Add(origin);

    public SourceLocation Of(Expression expression)
    {
        if (_known.TryGetValue(expression, out var known))
            return known;
        foreach (var origin in _origins)
        {
            if (origin(expression) is { IsKnown: true } source)
                return source;
        }

        return default;
    }

    /// <summary>Lets an expression stand for another.</summary>
    public Expression? Keep(Expression? before, Expression? after)
    {
        if (before is not null && after is not null && before != after && Of(before) is { IsKnown: true } source)
            _known.TryAdd(after, source);
        return after;
    }
}

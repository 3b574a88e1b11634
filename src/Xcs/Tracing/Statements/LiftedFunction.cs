using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>What is known of an ordinary function while it becomes a graph.</summary>
internal sealed class LiftedFunction
{
    private readonly Func<Expression, SourceLocation> _sourceOf;
    private readonly HashSet<ParameterExpression> _made = [];

    /// <param name="parameters">The function's parameters.</param>
    /// <param name="body">Its body, without jumps.</param>
    /// <param name="sourceOf">The line of an expression, where it is known.</param>
    public LiftedFunction(IEnumerable<ParameterExpression> parameters, Expression body, Func<Expression, SourceLocation> sourceOf)
    {
        _sourceOf = sourceOf;
        Accesses = new Accesses(body, parameters);
        Use = LocalUse.OfAll(body);
    }

    public Accesses Accesses { get; }

    /// <summary>How the whole function uses its variables.</summary>
    public LocalUse Use { get; }

    /// <summary>What was decided, for <c>Explain()</c>.</summary>
    public List<string> Notes { get; } = [];

    public SourceLocation SourceOf(Expression expression) => _sourceOf(expression);

    /// <summary>A variable that the function does not have: until it is dropped, what is written into it is for somebody else.</summary>
    public ParameterExpression NewVariable(Type type, string name)
    {
        var variable = Expression.Variable(type, name);
        _made.Add(variable);
        return variable;
    }

    public void Drop(IEnumerable<ParameterExpression> variables) => _made.ExceptWith(variables);

    /// <summary>The variables that code writes and that other code, or the same code in another round, reads.</summary>
    public List<ParameterExpression> Outs(params Expression[] code)
    {
        var use = LocalUse.Of(code);
        List<ParameterExpression> outs = [.. use.Writes.Where(variable => _made.Contains(variable) || use.Exposed.Contains(variable) || Use.ReadCounts.GetValueOrDefault(variable) > use.ReadCounts.GetValueOrDefault(variable))];
        return outs.Find(static variable => !ExpressionCalls.IsStorable(variable.Type)) is { } kept
            ? throw ExpressionRefusal.Of(kept, $"a {kept.Type.Name} is kept while other nodes run", "Make it inside a method that uses it.")
            : outs;
    }
}

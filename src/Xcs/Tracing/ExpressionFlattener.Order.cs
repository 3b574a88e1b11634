using System.Linq.Expressions;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Which nodes of a lifted function keep their order: those that do conflicting things to memory.
internal sealed partial class ExpressionFlattener
{
    private static readonly Effect Commits = new(EffectKind.Committing, "");

    private readonly List<(int Node, Accesses.Summary Does)> _done = [];

    // What is left of an expression, and the expression: accesses are known of the latter.
    private readonly Dictionary<Expression, Expression> _origins = [];

    private SourceLocation _at;

    // Inside a try: what has happened before a failure can be seen.
    private bool _isGuarded;

    /// <summary>What all nodes of the graph do together; null where nothing is known of the function.</summary>
    private Accesses.Summary? Done => context.Lifted is null ? null : _done.Aggregate(Nothing, static (sum, node) => Join(sum, node.Does));

    private static Accesses.Summary Nothing { get; } = new([], IsCommitting: false, HasWork: false);

    private static Accesses.Summary Join(Accesses.Summary first, Accesses.Summary second) =>
        new([.. first.All.Union(second.All)], first.IsCommitting || second.IsCommitting, first.HasWork || second.HasWork);

    private void At(Expression expression)
    {
        if (context.Lifted?.SourceOf(expression) is { IsKnown: true } source)
            _at = source;
        else if (context.Lifted is not null && expression is ConditionalExpression or WhileStatement or SwitchExpression or BlockExpression)
            At(FirstPart(expression));
    }

    private static Expression FirstPart(Expression statement) => statement switch
    {
        ConditionalExpression branch => branch.Test,
        WhileStatement loop => loop.Test,
        SwitchExpression choice => choice.SwitchValue,
        BlockExpression block => block.Expressions[0],
        _ => statement,
    };

    private int InOrder(int node, Accesses.Summary does)
    {
        foreach (var (earlier, other) in _done)
        {
            if (does.All.Any(mine => other.All.Any(theirs => mine.Conflicts(theirs))))
                _buffer.AddAfter(node, earlier);
        }

        _done.Add((node, does));
        return node;
    }

    private Operator Committing(Operator node, Accesses.Summary does)
    {
        var commits = does.IsCommitting || (_isGuarded && does.All.Any(static access => access.Kind != AccessKind.Read));
        return commits && !node.Effects.Contains(Commits) ? node.WithEffects([.. node.Effects, Commits]) : node;
    }

    private Expression Origin(Expression left, Expression expression)
    {
        if (context.Lifted is not null && left is not (ParameterExpression or ConstantExpression or DefaultExpression))
            _origins[left] = expression;
        return left;
    }

    /// <summary>What evaluating the rest of an expression does.</summary>
    private Accesses.Summary? DoneBy(Expression left)
    {
        if (context.Lifted is null)
            return null;
        if (_origins.TryGetValue(left, out var origin))
            return context.Lifted.Accesses.Own(origin);
        return left is ParameterExpression or ConstantExpression or DefaultExpression or LambdaExpression
            ? Nothing
            : ExpressionChildren.Of(left).Aggregate(Nothing, (sum, part) => Join(sum, DoneBy(part)!));
    }
}

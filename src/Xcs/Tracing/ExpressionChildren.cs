using System.Linq.Expressions;

namespace Xcs.Tracing;

/// <summary>The direct sub-expressions of any expression, in the order of evaluation, and the same expression with others in their place.</summary>
internal static class ExpressionChildren
{
    public static IReadOnlyList<Expression> Of(Expression expression)
    {
        var recorder = new Recorder();
        recorder.Enter(expression);
        return recorder.Children;
    }

    public static Expression Replace(Expression expression, IReadOnlyList<Expression> children) =>
        new Replacer(children).Enter(expression);

    private sealed class Recorder : ExpressionVisitor
    {
        public List<Expression> Children { get; } = [];

        public void Enter(Expression expression) => base.Visit(expression);

        public override Expression? Visit(Expression? node)
        {
            if (node is not null)
                Children.Add(node);
            return node;
        }
    }

    private sealed class Replacer(IReadOnlyList<Expression> children) : ExpressionVisitor
    {
        private int _next;

        public Expression Enter(Expression expression) => base.Visit(expression);

        public override Expression? Visit(Expression? node) => node is null ? null : children[_next++];
    }
}

using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Removes assignments to variables that nothing reads, unless they have effects or may fail.</summary>
internal sealed class DeadVariables(HashSet<ParameterExpression> read, Dictionary<Expression, SourceLocation> sources) : ProgramRewriter(sources)
{
    /// <returns>The body, and the variables that are left.</returns>
    public static (Expression Body, HashSet<ParameterExpression> Left) Remove(Expression body, Dictionary<Expression, SourceLocation> sources)
    {
        while (true)
        {
            var uses = new Uses();
            uses.Visit(body);
            var smaller = new DeadVariables(uses.Read, sources).Visit(body);
            if (smaller == body)
                return (body, [.. uses.Read.Concat(uses.Assigned)]);
            body = smaller;
        }
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is not { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } || read.Contains(variable))
            return node;
        if (node.Right is ArrayAtomic { IsUsed: true } atomic)
            return new ArrayAtomic(atomic.Kind, atomic.Place, atomic.Value, atomic.Comparand, isUsed: false);
        return node.Right is BlockBarrier || !Conditionals.IsSafe(node.Right) && node.Right is not WarpOperation ? node : Expression.Empty();
    }

    protected override Expression VisitBlock(BlockExpression node)
    {
        var statements = node.Expressions.Select(s => Visit(s)).Where(s => s is not DefaultExpression).ToList();
        return statements.SequenceEqual(node.Expressions) ? node
            : statements.Count == 0 ? Expression.Empty() : Expression.Block(typeof(void), statements);
    }

    private sealed class Uses : ExpressionVisitor
    {
        public HashSet<ParameterExpression> Read { get; } = [];

        public HashSet<ParameterExpression> Assigned { get; } = [];

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Read.Add(node);
            return node;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node is not { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
                return base.VisitBinary(node);
            Assigned.Add(variable);
            Visit(node.Right);
            return node;
        }
    }
}

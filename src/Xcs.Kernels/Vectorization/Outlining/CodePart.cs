using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>Statements that become a function of their own, where they stand.</summary>
internal sealed class CodePart : Expression
{
    public CodePart(IReadOnlyList<Expression> statements)
    {
        Statements = statements;
        (Exposed, Assigned) = ExposedReads.Of(statements);
    }

    public IReadOnlyList<Expression> Statements { get; }

    /// <summary>The variables that may be read before the part has written them.</summary>
    public IReadOnlySet<ParameterExpression> Exposed { get; }

    public IReadOnlySet<ParameterExpression> Assigned { get; }

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(void);

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}

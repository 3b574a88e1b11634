using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Rewrites parts of a program; what is new keeps the source line of what it stands for.</summary>
internal abstract class ProgramRewriter(Dictionary<Expression, SourceLocation> sources) : ExpressionVisitor
{
    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node)
    {
        var result = base.Visit(node);
        if (result is not null && result != node && sources.TryGetValue(node!, out var source))
            sources.TryAdd(result, source);
        return result;
    }
}

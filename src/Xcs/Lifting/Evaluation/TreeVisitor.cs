using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>A visitor that fails with an exception, and not with the process, where a tree is nested too deeply for the thread's stack.</summary>
internal abstract class TreeVisitor : ExpressionVisitor
{
    public override Expression? Visit(Expression? node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return base.Visit(node);
    }
}

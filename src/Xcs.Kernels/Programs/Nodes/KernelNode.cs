using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What a kernel can say and expression trees cannot.</summary>
internal abstract class KernelNode(Type type) : Expression
{
    public sealed override ExpressionType NodeType => ExpressionType.Extension;

    public sealed override Type Type { get; } = type;

    public override bool CanReduce => false;

    /// <summary>The operands, in the order in which they are evaluated.</summary>
    public abstract IReadOnlyList<Expression> Operands { get; }

    /// <summary>The same operation on other operands.</summary>
    public abstract KernelNode With(IReadOnlyList<Expression> operands);

    protected sealed override Expression VisitChildren(ExpressionVisitor visitor)
    {
        var operands = new Expression[Operands.Count];
        var isChanged = false;
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = visitor.Visit(Operands[i]);
            isChanged |= operands[i] != Operands[i];
        }
        return isChanged ? With(operands) : this;
    }
}

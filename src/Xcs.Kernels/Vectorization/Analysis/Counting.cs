using System.Linq.Expressions;
using Xcs.Kernels.Interpretation;

namespace Xcs.Kernels.Vectorization;

/// <summary>Finds loops of which every turn changes a variable that matters by a constant: no two turns of them begin alike.</summary>
internal sealed class Counting : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, int> _assignments = [];
    private readonly LoopExpression _loop;
    private bool _continues;

    private Counting(LoopExpression loop) => _loop = loop;

    public static bool Is(LoopExpression loop)
    {
        var search = new Counting(loop);
        search.Visit(loop.Body);
        return !search._continues && search.Counts(loop.Body, [.. RelevantVariables.Of(loop)]);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            _assignments[variable] = _assignments.GetValueOrDefault(variable) + 1;
        return base.VisitBinary(node);
    }

    protected override Expression VisitGoto(GotoExpression node)
    {
        _continues |= node.Target == _loop.ContinueLabel;
        return node;
    }

    // A label behind it would mean that a jump may leave it out.
    private bool Counts(Expression statement, HashSet<ParameterExpression> relevant)
    {
        if (statement is BlockExpression block)
        {
            for (var i = block.Expressions.Count - 1; i >= 0 && block.Expressions[i] is not LabelExpression; i--)
                if (Counts(block.Expressions[i], relevant))
                    return true;
            return false;
        }
        return statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract } sum }
            && sum.Left == variable && sum.Right is ConstantExpression { Value: int and not 0 or uint and not 0U or long and not 0L or ulong and not 0UL }
            && relevant.Contains(variable) && _assignments[variable] == 1;
    }
}

using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Indices that grow with the lane but at an edge, as <c>Math.Clamp(x, 0, width - 1)</c> or <c>x == 0 ? width - 1 : x - 1</c>. Scalars say whether a warp is
/// at the edge. What is left of the block is made twice: for warps that are not, whose elements then lie side by side, and for those that are.
/// </content>
internal sealed partial class WarpCompiler
{
    // Expressions and variables that are affine at the current place although the analysis does not say so.
    private readonly Dictionary<Expression, LaneValue> _affine = new(ReferenceEqualityComparer.Instance);

    private readonly IReadOnlySet<ParameterExpression> _indices;

    // Those of the variables among them that blocks around the current place have assigned.
    private readonly Stack<ParameterExpression> _assigned = [];

    // Whether the code is for warps at an edge.
    private bool _isAtEdge;

    /// <summary>Makes the rest of a block for warps at an edge and for others, where the next statement has such an index.</summary>
    private bool TryWithoutEdge(IReadOnlyList<Expression> statements, int start, Flow flow, LabelTarget outer)
    {
        if (!flow.IsFull || _isAtEdge || EdgeIn(statements[start], flow) is not var (node, isAway, value) || statements.Skip(start).Any(NodeSearch.HasBarrier) || !CanSplit(statements, start))
            return false;
        flow.Empty = outer;
        var flows = new[] { flow.Copy(), flow.Copy() };
        _affine[node] = value;
        var away = Rest(flows[0]);
        _affine.Remove(node);
        _isAtEdge = true;
        var atEdge = Rest(flows[1]);
        _isAtEdge = false;
        if (Array.Exists(flows, f => !f.IsFull))
            flow.IsFull = false;
        Emit(Expression.IfThenElse(isAway, Block(away, flows[0]), Block(atEdge, flows[1])));
        return true;

        List<Expression> Rest(Flow some) => Mask(() =>
        {
            var mark = Mark();
            PlaceLabels(statements.Skip(start));
            Sequence(statements, start, some, isFull: true);
            Release(mark);
        });

        // Both must agree on whether the mask holds something.
        BlockExpression Block(List<Expression> code, Flow some) => Expression.Block(typeof(void), [.. code, .. flow.IsFull || !some.IsFull ? [] : Mask(() => Settle(some)), Expression.Empty()]);
    }

    /// <summary>The first such index of a statement: when no lane is at the edge, and what it is then.</summary>
    private (Expression Node, Expression IsAway, LaneValue Value)? EdgeIn(Expression statement, Flow flow)
    {
        var candidates = statement switch
        {
            BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var value } when _indices.Contains(variable) => [value, .. Indices.In(value)],
            BinaryExpression { NodeType: ExpressionType.Assign, Right: var value } => Indices.In(value),
            ArrayStore => Indices.In(statement),
            _ => [],
        };
        foreach (var candidate in candidates)
            foreach (var node in NodeSearch.All(candidate, static node => node is ConditionalExpression or MethodCallExpression))
                if (!_affine.ContainsKey(node) && _uniformity.Of(node).IsVarying && Edge(node, flow) is var (isAway, value) && !IsNever(isAway))
                    return (node, isAway, value);
        return null;
    }

    private (Expression IsAway, LaneValue Value)? Edge(Expression node, Flow flow)
    {
        bool Grows(Expression operand) => operand.Type == typeof(int) && _uniformity.Of(operand) is { IsVarying: false, Stride: not 0 } && Conditionals.IsSafe(operand);
        bool IsUniform(Expression operand) => _uniformity.Of(operand).IsUniform && Conditionals.IsSafe(operand);
        Expression Within(LaneValue growing, ExpressionType comparison, Expression limit) => Judge(comparison, growing, Evaluate(limit, flow)).All;
        switch (node)
        {
            case ConditionalExpression choice when Grows(choice.IfTrue) && Judge(choice.Test, flow) is { } verdict:
                return (verdict.All, Spill(Evaluate(choice.IfTrue, flow)));
            case ConditionalExpression choice when Grows(choice.IfFalse) && Judge(choice.Test, flow) is { } verdict:
                return (verdict.None, Spill(Evaluate(choice.IfFalse, flow)));
            case MethodCallExpression { Method.Name: nameof(Math.Min) or nameof(Math.Max), Arguments: [var one, var other] } call when Grows(one) && IsUniform(other) || Grows(other) && IsUniform(one):
                var growing = Spill(Evaluate(Grows(one) ? one : other, flow));
                return (Within(growing, call.Method.Name == nameof(Math.Min) ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual, Grows(one) ? other : one), growing);
            case MethodCallExpression { Method.Name: nameof(Math.Clamp), Arguments: [var clamped, var least, var most] } when Grows(clamped) && IsUniform(least) && IsUniform(most):
                var value = Spill(Evaluate(clamped, flow));
                return (AndAlso(Within(value, ExpressionType.GreaterThanOrEqual, least), Within(value, ExpressionType.LessThanOrEqual, most)), value);
            default:
                return null;
        }
    }

    /// <summary>Before a statement of a block: a variable that it makes affine is known as such up to the end of the block, or up to a label.</summary>
    private void Know(Expression statement, Flow flow)
    {
        if (_affine.Count == 0 || statement is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var value }
            || !_indices.Contains(variable) || !_uniformity.Of(variable).IsVarying || NodeSearch.Any(value, node => !IsScalar(node)))
            return;
        if (Evaluate(value, flow) is not { IsVarying: false } known)
            return;
        var scalar = Local(typeof(int), $"{variable.Name}First");
        Set(scalar, known.Scalar!);
        _affine[variable] = LaneValue.Affine(scalar, known.Stride);
        _assigned.Push(variable);
    }

    private bool IsScalar(Expression node) => _affine.ContainsKey(node) || !Conditionals.MayFault(node) && node is not (WarpOperation or MethodCallExpression or ConditionalExpression);

    private void Forget(int count)
    {
        while (_assigned.Count > count)
            _affine.Remove(_assigned.Pop());
    }
}

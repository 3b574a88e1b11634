using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Branches: all lanes take the same, or they part.</content>
internal sealed partial class WarpCompiler
{
    // A branch that only computes, and is no larger, is computed for all lanes without a jump.
    private const int SmallBranch = 24;

    private void If(ConditionalExpression node, Flow flow)
    {
        var mark = Mark();
        var test = Evaluate(node.Test, flow);
        if (!test.IsVarying)
        {
            Branches(scalar => Expression.IfThenElse(test.Scalar!, scalar[0], scalar[1]), [node.IfTrue, node.IfFalse], flow);
            Release(mark);
            return;
        }
        var lanes = Active(MaskOf(test, 4), flow);
        if (node.IfTrue is GotoExpression whenTrue && node.IfFalse is DefaultExpression && _jumps.IsDivergent(whenTrue.Target))
            LeaveSome(whenTrue.Target, lanes, flow);
        else if (node.IfFalse is GotoExpression whenFalse && node.IfTrue is DefaultExpression && _jumps.IsDivergent(whenFalse.Target))
            LeaveSome(whenFalse.Target, Without(MaskOf(flow), Spill(lanes)), flow);
        else
            Part(lanes, node, flow);
        Release(mark);
    }

    /// <summary>Branches of which all active lanes take the same.</summary>
    private void Branches(Func<Expression[], Expression> choose, Expression[] branches, Flow flow)
    {
        var flows = branches.Select(_ => flow.Copy()).ToArray();
        var codes = branches.Select((branch, i) =>
        {
            var outer = _code;
            var code = _code = [];
            Statement(branch, flows[i]);
            _code = outer;
            return code;
        }).ToArray();
        if (flow.IsFull && Array.Exists(flows, f => !f.IsFull))
        {
            for (var i = 0; i < flows.Length; i++)
                if (flows[i].IsFull)
                    codes[i].AddRange(Mask(() => Settle(flows[i])));
            flow.IsFull = false;
        }
        Emit(choose([.. codes.Select(code => (Expression)Expression.Block(typeof(void), [.. code, Expression.Empty()]))]));
    }

    private List<Expression> Mask(Action emit)
    {
        var outer = _code;
        var code = _code = [];
        emit();
        _code = outer;
        return code;
    }

    /// <summary>An if whose lanes part.</summary>
    private void Part(Expression[] lanes, ConditionalExpression node, Flow flow)
    {
        var (yes, no) = (NewMask(), NewMask());
        SetMask(yes, lanes);
        var hasElse = node.IfFalse is not DefaultExpression;
        var escapes = _jumps.Escapes(node).Count > 0;
        if (!escapes && IsSmall(node.IfTrue) && IsSmall(node.IfFalse))
        {
            Statement(node.IfTrue, new(yes, false, flow.Empty));
            SetMask(no, Without(MaskOf(flow), yes));
            Statement(node.IfFalse, new(no, false, flow.Empty));
            return;
        }
        void Apart()
        {
            if (hasElse || escapes)
                SetMask(no, Without(MaskOf(flow), yes));
            Branch(node.IfTrue, yes);
            if (hasElse)
                Branch(node.IfFalse, no);
            if (escapes)
                SetMask(flow.Mask, Either(yes, no));
        }
        if (flow.IsFull && Take(_jumps.Size(node.IfTrue)))
        {
            var whenAll = Nest(() => Together(node.IfTrue, yes, escapes, flow));
            var apart = Nest(Apart);
            if (hasElse && Take(_jumps.Size(node.IfFalse)))
                apart = Expression.Block(typeof(void), Expression.IfThenElse(None(yes), Nest(() => Together(node.IfFalse, no, escapes, flow)), apart));
            Emit(Expression.IfThenElse(All(yes), whenAll, apart));
        }
        else
            Apart();
        if (escapes)
            flow.IsFull = false;
    }

    // All lanes take the branch.
    private void Together(Expression branch, ParameterExpression[] mask, bool escapes, Flow flow)
    {
        var end = Expression.Label("together");
        var inner = new Flow(mask, true, end);
        Statement(branch, inner);
        if (escapes)
            Settle(inner);
        Emit(Expression.Label(end));
        if (escapes)
            SetMask(flow.Mask, mask);
    }

    // Some lanes may take the branch.
    private void Branch(Expression branch, ParameterExpression[] mask)
    {
        var end = Expression.Label("branch");
        Emit(Expression.IfThen(None(mask), Expression.Goto(end)));
        Statement(branch, new(mask, false, end));
        Emit(Expression.Label(end));
    }

    private bool IsSmall(Expression branch) => branch switch
    {
        DefaultExpression => true,
        BlockExpression block => _jumps.Size(branch) <= SmallBranch && block.Expressions.All(IsSmall),
        BinaryExpression { NodeType: ExpressionType.Assign, Right: var value } => value is not BlockBarrier && _jumps.Size(branch) <= SmallBranch && Conditionals.IsSafe(value) && !HasCall(value),
        _ => false,
    };

    private static bool HasCall(Expression value) => NodeSearch.Any(value, static node => node is ArrayAtomic or MethodCallExpression);

    private void Switch(SwitchExpression node, Flow flow)
    {
        var mark = Mark();
        var value = Spill(Evaluate(node.SwitchValue, flow));
        if (value.IsUniform)
        {
            Branches(codes => Expression.Switch(typeof(void), value.Scalar!, codes[^1], null, node.Cases.Select((c, i) => Expression.SwitchCase(codes[i], c.TestValues))),
                [.. node.Cases.Select(c => c.Body), node.DefaultBody!], flow);
            Release(mark);
            return;
        }
        var escapes = _jumps.Escapes(node).Count > 0;
        var (left, behind, lanes) = (NewMask(), NewMask(), NewMask());
        SetMask(left, MaskOf(flow));
        SetMask(behind, Zeros());
        var parts = Spill(Vectors(value));
        foreach (var one in node.Cases)
        {
            var test = one.TestValues.Select(t => parts.Select(p => VectorCalls.Call("Equals", p, VectorCalls.Splat(p.Type, t))).ToArray()).Aggregate(Either);
            SetMask(lanes, Both(left, test));
            SetMask(left, Without(left, lanes));
            Branch(one.Body, lanes);
            if (escapes)
                SetMask(behind, Either(behind, lanes));
        }
        Branch(node.DefaultBody!, left);
        if (escapes)
        {
            SetMask(flow.Mask, Either(behind, left));
            flow.IsFull = false;
        }
        Release(mark);
    }
}

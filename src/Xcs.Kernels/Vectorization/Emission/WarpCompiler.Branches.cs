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
        if (_uniformity.Of(node.Test).IsUniform)
        {
            var test = Evaluate(node.Test, flow);
            Branches(scalar => Expression.IfThenElse(test.Scalar!, scalar[0], scalar[1]), [f => Statement(node.IfTrue, f), f => Statement(node.IfFalse, f)], flow);
        }
        else if (JumpOf(node) is var (target, leave))
            LeaveSome(target, leave, flow);
        else
            Part(node, flow);
        Release(mark);
    }

    /// <summary>An if that only lets lanes go to a label where they wait: the label, and which lanes go.</summary>
    private (LabelTarget Target, Expression Leave)? JumpOf(Expression statement) => statement switch
    {
        ConditionalExpression { IfTrue: GotoExpression jump, IfFalse: DefaultExpression } node when _jumps.IsDivergent(jump.Target) => (jump.Target, node.Test),
        ConditionalExpression { IfFalse: GotoExpression jump, IfTrue: DefaultExpression } node when _jumps.IsDivergent(jump.Target) => (jump.Target, Opposite(node.Test)),
        _ => null,
    };

    private static Expression Opposite(Expression test) => test is UnaryExpression { NodeType: ExpressionType.Not } not ? not.Operand : Expression.Not(test);

    /// <summary>Branches of which all active lanes take the same.</summary>
    private void Branches(Func<Expression[], Expression> choose, Action<Flow>[] branches, Flow flow)
    {
        var flows = branches.Select(_ => flow.Copy()).ToArray();
        var codes = branches.Select((branch, i) =>
        {
            var outer = _code;
            var code = _code = [];
            branch(flows[i]);
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
    private void Part(ConditionalExpression node, Flow flow)
    {
        var (yes, no) = (NewMask(), NewMask());
        var hasElse = node.IfFalse is not DefaultExpression;
        var escapes = _jumps.Escapes(node).Count > 0;
        void Test() => SetMask(yes, Active(MaskOf(Evaluate(node.Test, flow), 4), flow));
        if (!escapes && IsSmall(node.IfTrue) && IsSmall(node.IfFalse))
        {
            Test();
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
        var verdict = Judge(node.Test, flow);
        if (verdict is null)
            Test();
        var apart = Nest(() =>
        {
            if (verdict is not null)
                Test();
            Apart();
        });
        if (flow.IsFull)
        {
            var (all, none) = (verdict?.All ?? All(yes), verdict?.None ?? None(yes));
            if (!IsNever(none) && (hasElse ? Take(_jumps.Size(node.IfFalse)) : verdict is not null))
                apart = Expression.Block(typeof(void), Expression.IfThenElse(none, Nest(() => Together(node.IfFalse, no, escapes, flow)), apart));
            if (!IsNever(all) && Take(_jumps.Size(node.IfTrue)))
                apart = Expression.Block(typeof(void), Expression.IfThenElse(all, Nest(() => Together(node.IfTrue, yes, escapes, flow)), apart));
        }
        Emit(apart);
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
                [.. node.Cases.Select(c => c.Body).Append(node.DefaultBody!).Select(branch => (Action<Flow>)(f => Statement(branch, f)))], flow);
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

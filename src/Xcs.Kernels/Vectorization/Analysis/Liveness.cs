using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Which variables are read later: what a warp must keep at a barrier, and which assignments must leave lanes alone that are not active. A lane that
/// is not active waits somewhere; an assignment may change its variable as it likes if nothing reads the variable from there on.
/// </summary>
internal sealed class Liveness
{
    private readonly Dictionary<LabelTarget, HashSet<ParameterExpression>> _labels = [];
    private readonly Dictionary<Expression, HashSet<ParameterExpression>> _before = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, HashSet<ParameterExpression>> _behind = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expression> _blends = new(ReferenceEqualityComparer.Instance);
    private readonly Uniformity _uniformity;
    private readonly JumpFlow _jumps;
    private readonly LabelTarget _exit;

    public Liveness(KernelProgram program, Uniformity uniformity, JumpFlow jumps)
    {
        (_uniformity, _jumps, _exit) = (uniformity, jumps, program.Exit);
        _labels[program.Exit] = [];
        Live(program.Body, []);
        Blends(program.Body, []);
    }

    /// <summary>The variables whose value is read behind a statement.</summary>
    public IReadOnlySet<ParameterExpression> Behind(Expression statement) => _behind.TryGetValue(statement, out var live) ? live : new HashSet<ParameterExpression>();

    /// <summary>The variables whose value is read from a statement on.</summary>
    public IReadOnlySet<ParameterExpression> Before(Expression statement) => _before.TryGetValue(statement, out var live) ? live : new HashSet<ParameterExpression>();

    /// <summary>Whether an assignment must not change lanes that are not active.</summary>
    public bool MustBlend(Expression assignment) => _blends.Contains(assignment);

    private HashSet<ParameterExpression> Live(Expression node, HashSet<ParameterExpression> behind)
    {
        _behind[node] = behind;
        return _before[node] = LiveBefore(node, behind);
    }

    private HashSet<ParameterExpression> LiveBefore(Expression node, HashSet<ParameterExpression> behind)
    {
        switch (node)
        {
            case BlockExpression block:
                for (var i = block.Expressions.Count - 1; i >= 0; i--)
                    behind = Live(block.Expressions[i], behind);
                return behind;
            case LabelExpression label:
                return _labels[label.Target] = behind;
            case GotoExpression jump:
                return _labels[jump.Target];
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment:
                var before = new HashSet<ParameterExpression>(behind);
                before.Remove(variable);
                Reads.Of(assignment.Right, before);
                return before;
            case ConditionalExpression choice when choice.Type == typeof(void):
                return With(choice.Test, Live(choice.IfTrue, behind), Live(choice.IfFalse, behind));
            case SwitchExpression choice:
                return With(choice.SwitchValue, [Live(choice.DefaultBody!, behind), .. choice.Cases.Select(c => Live(c.Body, behind))]);
            case LoopExpression loop:
                _labels[loop.BreakLabel!] = behind;
                var head = new HashSet<ParameterExpression>();
                while (true)
                {
                    _labels[loop.ContinueLabel!] = head;
                    var next = Live(loop.Body, head);
                    if (next.SetEquals(head))
                        return head;
                    head = [.. head, .. next];
                }
            default:
                return With(node, behind);
        }
    }

    private static HashSet<ParameterExpression> With(Expression read, params ReadOnlySpan<HashSet<ParameterExpression>> sets)
    {
        var union = new HashSet<ParameterExpression>();
        foreach (var set in sets)
            union.UnionWith(set);
        Reads.Of(read, union);
        return union;
    }

    // Waiting: what is live where lanes wait that are not active here.
    private void Blends(Expression node, HashSet<ParameterExpression> waiting)
    {
        switch (node)
        {
            case BlockExpression block:
                Block(block, waiting);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable }:
                if (waiting.Contains(variable))
                    _blends.Add(node);
                break;
            case ConditionalExpression choice when choice.Type == typeof(void):
                Branches(node, choice.Test, [choice.IfTrue, choice.IfFalse], waiting);
                break;
            case SwitchExpression choice:
                Branches(node, choice.SwitchValue, [.. choice.Cases.Select(c => c.Body), choice.DefaultBody!], waiting);
                break;
            case LoopExpression loop:
                var inside = new HashSet<ParameterExpression>(waiting);
                // Lanes that have left stay out from the next turn on; those that wait for the next turn do so from their jump on.
                foreach (var label in _jumps.Escapes(loop.Body).Where(l => l != loop.ContinueLabel))
                    inside.UnionWith(_labels[label]);
                Blends(loop.Body, inside);
                break;
        }
    }

    private void Block(BlockExpression block, HashSet<ParameterExpression> waiting)
    {
        // Where lanes of the block wait.
        var apart = new HashSet<LabelTarget>();
        foreach (var statement in block.Expressions)
        {
            if (statement is LabelExpression label)
                apart.Remove(label.Target);
            var here = new HashSet<ParameterExpression>(waiting);
            foreach (var target in apart)
                here.UnionWith(_labels[target]);
            Blends(statement, here);
            apart.UnionWith(_jumps.Escapes(statement));
        }
    }

    private void Branches(Expression node, Expression test, Expression[] branches, HashSet<ParameterExpression> waiting)
    {
        if (!JumpFlow.IsVarying(test, _uniformity))
        {
            foreach (var branch in branches)
                Blends(branch, waiting);
            return;
        }
        // Lanes of earlier branches wait behind, those of later ones at their start; where they have jumped, at the label.
        var others = new HashSet<ParameterExpression>(waiting);
        others.UnionWith(_behind[node]);
        foreach (var label in _jumps.Escapes(node))
            others.UnionWith(_labels[label]);
        for (var i = 0; i < branches.Length; i++)
        {
            var here = new HashSet<ParameterExpression>(others);
            foreach (var later in branches.Skip(i + 1))
                here.UnionWith(_before[later]);
            Blends(branches[i], here);
        }
    }

    private sealed class Reads(HashSet<ParameterExpression> found) : ExpressionVisitor
    {
        public static void Of(Expression node, HashSet<ParameterExpression> found) => new Reads(found).Visit(node);

        protected override Expression VisitParameter(ParameterExpression node)
        {
            found.Add(node);
            return node;
        }
    }
}

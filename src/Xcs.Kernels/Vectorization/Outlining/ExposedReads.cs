using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// What code reads that it may not have written before, and what it writes. Statements are followed in their order; what a branch writes counts in that branch only,
/// and at a label only what was written before the first jump to it counts. Jumps back other than those of loops, and jumps into loops, are not followed: then it reads all.
/// </summary>
internal sealed class ExposedReads : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _read = [];
    private readonly HashSet<ParameterExpression> _exposed = [];
    private readonly HashSet<ParameterExpression> _assigned = [];

    // What is certainly written, and when.
    private readonly Dictionary<ParameterExpression, int> _written = [];

    // When labels are first jumped to; those that have been passed, and the first moment in the loop around the current place.
    private readonly Dictionary<LabelTarget, int> _jumps = [];
    private readonly HashSet<LabelTarget> _passed = [];
    private readonly HashSet<LabelTarget> _heads = [];
    private int _loopStart;
    private int _now;
    private bool _isUnclear;

    public static (IReadOnlySet<ParameterExpression> Exposed, IReadOnlySet<ParameterExpression> Assigned) Of(IEnumerable<Expression> statements)
    {
        var reads = new ExposedReads();
        foreach (var statement in statements)
            reads.Visit(statement);
        return (reads._isUnclear ? reads._read : reads._exposed, reads._assigned);
    }

    /// <summary>All that a tree reads.</summary>
    public static IReadOnlySet<ParameterExpression> AllOf(Expression tree)
    {
        var reads = new ExposedReads();
        reads.Visit(tree);
        return reads._read;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _read.Add(node);
        if (!_written.ContainsKey(node))
            _exposed.Add(node);
        return node;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is not { Left: ParameterExpression variable, Conversion: null } || !IsAssignment(node.NodeType))
            return base.VisitBinary(node);
        if (node.NodeType != ExpressionType.Assign)
            Visit(variable);
        Visit(node.Right);
        Assign(variable);
        return node;
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        Visit(node.Operand);
        if (node is { Operand: ParameterExpression variable, NodeType: ExpressionType.PreIncrementAssign or ExpressionType.PreDecrementAssign or ExpressionType.PostIncrementAssign or ExpressionType.PostDecrementAssign })
            Assign(variable);
        return node;
    }

    protected override Expression VisitConditional(ConditionalExpression node)
    {
        Visit(node.Test);
        Branch(node.IfTrue);
        Branch(node.IfFalse);
        return node;
    }

    protected override Expression VisitSwitch(SwitchExpression node)
    {
        Visit(node.SwitchValue);
        foreach (var one in node.Cases)
            Branch(one.Body);
        Branch(node.DefaultBody);
        return node;
    }

    protected override Expression VisitLoop(LoopExpression node)
    {
        var outer = _loopStart;
        _loopStart = ++_now;
        if (node.ContinueLabel is { } head)
            _heads.Add(head);
        Visit(node.Body);
        _loopStart = outer;
        if (node.BreakLabel is { } exit)
            Pass(exit);
        return node;
    }

    protected override Expression VisitGoto(GotoExpression node)
    {
        _jumps.TryAdd(node.Target, ++_now);
        _isUnclear |= _passed.Contains(node.Target);
        return node;
    }

    protected override Expression VisitLabel(LabelExpression node)
    {
        Pass(node.Target);
        return node;
    }

    private static bool IsAssignment(ExpressionType type) => type is ExpressionType.Assign or (>= ExpressionType.AddAssign and <= ExpressionType.SubtractAssignChecked);

    private void Assign(ParameterExpression variable)
    {
        _assigned.Add(variable);
        _written.TryAdd(variable, ++_now);
    }

    private void Branch(Expression? branch)
    {
        var before = branch is DefaultExpression or ParameterExpression or ConstantExpression or null ? null : new Dictionary<ParameterExpression, int>(_written);
        Visit(branch);
        if (before is null)
            return;
        foreach (var variable in _written.Keys.Except(before.Keys).ToList())
            _written.Remove(variable);
    }

    private void Pass(LabelTarget label)
    {
        _passed.Add(label);
        if (!_jumps.TryGetValue(label, out var jump))
            return;
        _isUnclear |= jump < _loopStart;
        foreach (var variable in _written.Where(written => written.Value > jump).Select(written => written.Key).ToList())
            _written.Remove(variable);
    }
}

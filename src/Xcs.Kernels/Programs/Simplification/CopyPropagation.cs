using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Replaces variables that are copies of constants, of the thread's place or of other variables by what they are copies of.</summary>
internal sealed class CopyPropagation(Dictionary<Expression, SourceLocation> sources) : ProgramRewriter(sources)
{
    // What variables are copies of at the current place; null behind a jump.
    private Dictionary<ParameterExpression, Expression>? _copies = [];

    // What they are copies of wherever a label has been jumped to.
    private readonly Dictionary<LabelTarget, Dictionary<ParameterExpression, Expression>> _arrived = [];

    protected override Expression VisitParameter(ParameterExpression node) => _copies?.GetValueOrDefault(node) ?? node;

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is not { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            return base.VisitBinary(node);
        var value = Visit(node.Right);
        Forget([variable]);
        if (_copies is not null && value is ConstantExpression or ThreadValue or ArrayLength or ParameterExpression && value != variable)
            _copies[variable] = value;
        return value == node.Right ? node : Expression.Assign(variable, value);
    }

    protected override Expression VisitConditional(ConditionalExpression node)
    {
        var test = Visit(node.Test);
        if (node.Type != typeof(void))
            return node.Update(test, Visit(node.IfTrue), Visit(node.IfFalse));
        var branches = Branches([node.IfTrue, node.IfFalse]);
        return test == node.Test && branches[0] == node.IfTrue && branches[1] == node.IfFalse ? node : Expression.IfThenElse(test, branches[0], branches[1]);
    }

    protected override Expression VisitSwitch(SwitchExpression node)
    {
        var value = Visit(node.SwitchValue);
        var branches = Branches([.. node.Cases.Select(c => c.Body), node.DefaultBody!]);
        return Expression.Switch(typeof(void), value, branches[^1], null, node.Cases.Select((c, i) => c.Update(c.TestValues, branches[i])));
    }

    protected override Expression VisitLoop(LoopExpression node)
    {
        Forget(AssignedVariables.In(node.Body));
        var head = _copies;
        _copies = Copy(head);
        var body = Visit(node.Body);
        _copies = head;
        return node.Update(node.BreakLabel, node.ContinueLabel, body);
    }

    protected override Expression VisitGoto(GotoExpression node)
    {
        if (Join(_arrived.GetValueOrDefault(node.Target), _copies) is { } arrived)
            _arrived[node.Target] = arrived;
        _copies = null;
        return node;
    }

    protected override Expression VisitLabel(LabelExpression node)
    {
        _copies = Join(_arrived.GetValueOrDefault(node.Target), _copies) ?? [];
        return node;
    }

    private Expression[] Branches(Expression[] branches)
    {
        var before = _copies;
        Dictionary<ParameterExpression, Expression>? behind = null;
        var results = new Expression[branches.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            _copies = Copy(before);
            results[i] = Visit(branches[i]);
            behind = Join(behind, _copies);
        }
        _copies = behind;
        return results;
    }

    private void Forget(IReadOnlyCollection<ParameterExpression> variables)
    {
        if (_copies is null)
            return;
        foreach (var (variable, value) in _copies)
            if (variables.Contains(variable) || value is ParameterExpression source && variables.Contains(source))
                _copies.Remove(variable);
    }

    // Where two ways meet.
    private static Dictionary<ParameterExpression, Expression>? Join(Dictionary<ParameterExpression, Expression>? one, Dictionary<ParameterExpression, Expression>? other) =>
        one is null || other is null ? Copy(one ?? other) : new(one.Intersect(other));

    private static Dictionary<ParameterExpression, Expression>? Copy(Dictionary<ParameterExpression, Expression>? copies) => copies is null ? null : new(copies);
}

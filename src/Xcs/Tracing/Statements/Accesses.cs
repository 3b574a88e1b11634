using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>What each part of a lifted function does to memory that other parts can see.</summary>
internal sealed class Accesses
{
    private readonly PointsTo _points;
    private readonly CallRules _rules;
    private readonly Dictionary<Expression, CallRule> _calls = [];
    private readonly Dictionary<Expression, Summary> _whole = [];

    public Accesses(Expression body, IEnumerable<ParameterExpression> parameters)
    {
        _points = new PointsTo(body, parameters);
        _rules = new CallRules(_points);
        Calls = [.. Contention.Resolve(body, _rules, _calls, Direct).Select(call => (call, RuleOf(call)))];
    }

    /// <summary>The calls and their rules, in the order of the program.</summary>
    public IReadOnlyList<(Expression Call, CallRule Rule)> Calls { get; }

    public bool IsVisible(int place) => _points.IsVisible(place);

    /// <summary>A new variable holds what an expression gives.</summary>
    public void Name(ParameterExpression variable, Expression expression) => _points.Name(variable, expression);

    /// <summary>A call keeps its rule with other arguments in the place of equal ones.</summary>
    public void Replace(Expression call, Expression by)
    {
        if (call is MethodCallExpression or InvocationExpression)
            _calls[by] = RuleOf(call);
    }

    /// <summary>Whether an expression or statement holds a call that is worth running beside others.</summary>
    public bool HasWork(Expression expression) => Whole(expression).HasWork;

    /// <summary>Everything that happens inside.</summary>
    public Summary Whole(Expression expression)
    {
        if (_whole.TryGetValue(expression, out var known))
            return known;
        var collector = new Collector(this, root: null);
        collector.Visit(expression);
        _whole.Add(expression, collector.Summary);
        return collector.Summary;
    }

    /// <summary>What the node of an expression does: calls inside that are nodes of their own do not count.</summary>
    public Summary Own(Expression expression)
    {
        var collector = new Collector(this, root: expression);
        collector.Visit(expression);
        return collector.Summary;
    }

    // The accesses of one expression, without its parts.
    private IEnumerable<Access> Direct(Expression expression) => expression switch
    {
        MethodCallExpression or InvocationExpression => RuleOf(expression).Accesses,
        BinaryExpression { NodeType: ExpressionType.Assign } assign => _rules.Place(AccessKind.Write, assign.Left),
        BinaryExpression { NodeType: not ExpressionType.ArrayIndex } binary when ExpressionPlaces.IsAssignment(binary.NodeType) => _rules.Place(AccessKind.Write, binary.Left),
        UnaryExpression unary when ExpressionPlaces.IsAssignment(unary.NodeType) => _rules.Place(AccessKind.Write, unary.Operand),
        NewExpression creation => CallRules.Everywhere(AccessKind.Read, _rules.Reach(creation.Arguments)),
        BinaryExpression { Method: not null } binary => CallRules.Everywhere(AccessKind.Read, _rules.Reach([binary.Left, binary.Right])),
        _ => _rules.Place(AccessKind.Read, expression),
    };

    private CallRule RuleOf(Expression call)
    {
        if (!_calls.TryGetValue(call, out var rule))
            _calls.Add(call, rule = call is MethodCallExpression method ? _rules.Of(method) : _rules.Of((InvocationExpression)call));
        return rule;
    }

    /// <param name="All">The accesses, each once.</param>
    /// <param name="IsCommitting">Whether some of it must not happen when anything before it fails.</param>
    /// <param name="HasWork">Whether there is a call worth running beside others.</param>
    internal sealed record Summary(IReadOnlyList<Access> All, bool IsCommitting, bool HasWork);

    private sealed class Collector(Accesses owner, Expression? root) : ExpressionVisitor
    {
        private readonly HashSet<Access> _all = [];
        private bool _isCommitting;
        private bool _hasWork;

        public Summary Summary => new([.. _all], _isCommitting, _hasWork);

        public override Expression? Visit(Expression? node)
        {
            if (node is null or LambdaExpression)
                return node;
            ExpressionRefusal.EnsureStack(node);
            if (root is not null && node != root && ExpressionCalls.IsNode(node))
                return node;
            var direct = owner.Direct(node).ToArray();
            _all.UnionWith(direct);
            if (node is MethodCallExpression or InvocationExpression)
            {
                var rule = owner.RuleOf(node);
                _isCommitting |= rule.IsCommitting;
                _hasWork |= rule.IsWork && ExpressionCalls.IsNode(node);
            }
            else
            {
                _isCommitting |= owner._rules.IsVisible(direct);
            }

            return base.Visit(node);
        }
    }
}

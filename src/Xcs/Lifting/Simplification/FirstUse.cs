using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

/// <summary>Replaces the only use of a variable by its value, if what is evaluated before that use commutes with the value.</summary>
internal sealed class FirstUse : TreeVisitor
{
    private readonly ParameterExpression _variable;
    private readonly Expression _value;
    private readonly VariableTable _variables;
    private readonly OffsetMap _offsets;
    private readonly bool _isStable;
    private readonly HashSet<ParameterExpression> _writes = [];
    private bool _isFound;
    private bool _isBlocked;

    private FirstUse(ParameterExpression variable, Expression value, VariableTable variables, OffsetMap offsets)
    {
        _variable = variable;
        _value = value;
        _variables = variables;
        _offsets = offsets;
        _isStable = Effects.IsStable(value, variables);
        Effects.CollectWrites(value, _writes);
    }

    /// <summary>The user with the value in it; null where that would change what happens.</summary>
    public static Expression? Replace(Expression user, ParameterExpression variable, Expression value, VariableTable variables, OffsetMap offsets)
    {
        var replacement = new FirstUse(variable, value, variables, offsets);
        var folded = replacement.Visit(user);
        return replacement is { _isFound: true, _isBlocked: false } ? folded : null;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null || _isFound || _isBlocked)
            return node;
        if (node == _variable)
        {
            _isFound = true;
            return _value;
        }
        var result = base.Visit(node)!;
        if (!_isFound)
            Pass(node);
        else if (!_isBlocked)
            _offsets.Replace(node, result);
        return result;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse)
            return Expression.MakeBinary(node.NodeType, Visit(node.Left)!, MaybeEvaluated(node.Right));
        if (node.NodeType != ExpressionType.Assign)
            return base.VisitBinary(node);
        var place = Target(node.Left);
        var value = Visit(node.Right)!;
        return _isFound && !_isBlocked ? Expression.Assign(place, value) : node;
    }

    protected override Expression VisitConditional(ConditionalExpression node) =>
        node.Update(Visit(node.Test)!, MaybeEvaluated(node.IfTrue), MaybeEvaluated(node.IfFalse));

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Object is { Type.IsValueType: true } receiver && Effects.Root(receiver) == _variable && (receiver != _variable || IsPlace(_value)))
            _isBlocked = true;
        BlockReferences(node.Method.GetParameters(), node.Arguments);
        return base.VisitMethodCall(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        if (node.Constructor is { } constructor)
            BlockReferences(constructor.GetParameters(), node.Arguments);
        return base.VisitNew(node);
    }

    private static bool IsPlace(Expression expression) => expression is ParameterExpression or MemberExpression or IndexExpression
        or UnaryExpression { NodeType: ExpressionType.Unbox };

    // What the target of an assignment is made of; a struct that is changed in place must stay one.
    private Expression Target(Expression place)
    {
        if (Effects.Root(place) is { } root)
        {
            _isBlocked |= root == _variable;
            return place;
        }
        return place switch
        {
            MemberExpression { Expression: { Type.IsValueType: true } owner } member => member.Update(Target(owner)),
            MemberExpression member => member.Update(Visit(member.Expression)),
            IndexExpression element => element.Update(Visit(element.Object)!, element.Arguments.Select(a => Visit(a)!).ToArray()),
            _ => place,
        };
    }

    // Only a value that nobody can tell the evaluation of may go where it is not always evaluated.
    private Expression MaybeEvaluated(Expression node)
    {
        if (_isFound || _isBlocked)
            return node;
        var result = Visit(node)!;
        _isBlocked |= _isFound && !_isStable;
        return result;
    }

    private void BlockReferences(ParameterInfo[] parameters, ReadOnlyCollection<Expression> arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
            _isBlocked |= parameters[i].ParameterType.IsByRef && Uses.Any(arguments[i], [_variable]);
    }

    // A node in front of the use: it and the value must not notice each other.
    private void Pass(Expression node)
    {
        if (_isStable)
        {
            var writes = new HashSet<ParameterExpression>();
            Effects.CollectWrites(node, writes);
            _isBlocked |= writes.Count > 0 && Uses.Any(_value, writes);
        }
        else
        {
            _isBlocked |= !Effects.IsStable(node, _variables) || _writes.Count > 0 && Uses.Any(node, _writes);
        }
    }
}

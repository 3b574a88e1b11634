using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>How often the text of a method assigns each of its variables, as a whole or in part, itself or by reference.</summary>
internal sealed class AssignmentCounts : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, int> _counts = [];

    private AssignmentCounts()
    {
    }

    public static AssignmentCounts Of(Expression body)
    {
        var counts = new AssignmentCounts();
        counts.Visit(body);
        return counts;
    }

    public int this[ParameterExpression variable] => _counts.GetValueOrDefault(variable);

    /// <summary>The variable that a place is or is a part of; null where there is none.</summary>
    public static ParameterExpression? Root(Expression? place) => place switch
    {
        ParameterExpression variable => variable,
        MemberExpression { Expression: var owner } => Root(owner),
        _ => null,
    };

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType == ExpressionType.Assign)
            Count(node.Left);
        return base.VisitBinary(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Object is { Type: { IsValueType: true } type } && !KernelTypes.IsHandle(type))
            CountInstance(node);
        var parameters = node.Method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
            if (parameters[i].ParameterType.IsByRef)
                Count(node.Arguments[i]);
        return base.VisitMethodCall(node);
    }

    private void CountInstance(MethodCallExpression node)
    {
        var isReadOnly = node.Object!.Type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false)
            || node.Method.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false);
        if (!isReadOnly)
            Count(node.Object);
    }

    private void Count(Expression place)
    {
        if (Root(place) is { } variable)
            _counts[variable] = _counts.GetValueOrDefault(variable) + 1;
    }
}

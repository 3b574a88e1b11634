using System.Linq.Expressions;

namespace Xcs.Dataflow;

/// <summary>Puts expressions in the place of a lambda's parameters. The arguments must be cheap and free of effects: they may be evaluated many times.</summary>
internal sealed class ParameterReplacer : ExpressionVisitor
{
    private readonly IReadOnlyList<ParameterExpression> _parameters;
    private readonly IReadOnlyList<Expression> _arguments;

    private ParameterReplacer(IReadOnlyList<ParameterExpression> parameters, IReadOnlyList<Expression> arguments)
    {
        _parameters = parameters;
        _arguments = arguments;
    }

    public static Expression Apply(LambdaExpression lambda, IReadOnlyList<Expression> arguments) =>
        new ParameterReplacer(lambda.Parameters, arguments).Visit(lambda.Body);

    protected override Expression VisitParameter(ParameterExpression node)
    {
        for (var k = 0; k < _parameters.Count; k++)
        {
            if (_parameters[k] == node)
                return _arguments[k].Type == node.Type ? _arguments[k] : Expression.Convert(_arguments[k], node.Type);
        }

        return node;
    }
}

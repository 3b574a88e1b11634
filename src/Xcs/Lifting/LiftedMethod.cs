using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

/// <summary>
/// A method as an expression tree. The body is a block of typed variables and statements, or a single expression; its value is the method's result.
/// Immutable and safe to share between threads.
/// </summary>
internal sealed class LiftedMethod
{
    private readonly OffsetMap _offsets;
    private readonly MethodSymbols _symbols;

    public LiftedMethod(MethodBase method, IReadOnlyList<ParameterExpression> parameters, Expression body, OffsetMap offsets, MethodSymbols symbols)
    {
        Method = method;
        Parameters = parameters;
        Body = body;
        _offsets = offsets;
        _symbols = symbols;
    }

    public MethodBase Method { get; }

    /// <summary>The parameters; the first of an instance method is <c>this</c>, by reference for a struct.</summary>
    public IReadOnlyList<ParameterExpression> Parameters { get; }

    public Expression Body { get; }

    /// <summary>The offset of the instruction that made an expression of the body; null where none did.</summary>
    public int? OffsetOf(Expression expression) => _offsets.Of(expression);

    /// <summary>The source line of an expression of the body; unknown without symbols.</summary>
    public SourceLocation SourceOf(Expression expression) => OffsetOf(expression) is { } offset ? _symbols.SourceOf(offset) : default;

    public LambdaExpression ToLambda() => Expression.Lambda(Body, Method.Name, Parameters);

    public LambdaExpression ToLambda(Type delegateType) => Expression.Lambda(delegateType, Body, Method.Name, Parameters);
}

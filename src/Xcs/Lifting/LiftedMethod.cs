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

    /// <summary>The offset of the instruction that made an expression of the body, or else its first part; null where none did.</summary>
    public int? OffsetOf(Expression expression)
    {
        if (_offsets.Of(expression) is { } offset)
            return offset;
        var search = new FirstOffset(_offsets);
        search.Visit(expression);
        return search.Offset;
    }

    /// <summary>The source line of an expression of the body; unknown without symbols.</summary>
    public SourceLocation SourceOf(Expression expression) => OffsetOf(expression) is { } offset ? _symbols.SourceOf(offset) : default;

    /// <summary>The same with an object in the place of the first parameter.</summary>
    public LiftedMethod Bind(object target)
    {
        var first = Parameters[0];
        if (first.IsByRef)
            throw Refusal.Of(Method, "a delegate of a struct's method", "Write a lambda that calls it");
        var constant = Expression.Constant(target, first.Type);
        var writes = new HashSet<ParameterExpression>();
        Effects.CollectWrites(Body, writes);
        var offsets = new OffsetMap(_offsets);
        var body = writes.Contains(first)
            ? Expression.Block(Body.Type, [first], Expression.Assign(first, constant), Body)
            : new Substitution(first, constant, offsets).Visit(Body)!;
        return new(Method, Parameters.Skip(1).ToArray(), body, offsets, _symbols);
    }

    public LambdaExpression ToLambda() => Expression.Lambda(Body, Method.Name, Parameters);

    public LambdaExpression ToLambda(Type delegateType) => Expression.Lambda(delegateType, Body, Method.Name, Parameters);

    private sealed class FirstOffset(OffsetMap offsets) : TreeVisitor
    {
        public int? Offset { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            if (node is not null)
                Offset ??= offsets.Of(node);
            return Offset is null ? base.Visit(node) : node;
        }
    }

    private sealed class Substitution(ParameterExpression parameter, Expression value, OffsetMap offsets) : TreeVisitor
    {
        public override Expression? Visit(Expression? node)
        {
            var result = base.Visit(node);
            if (node is not null && result != node)
                offsets.Replace(node, result!);
            return result;
        }

        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}

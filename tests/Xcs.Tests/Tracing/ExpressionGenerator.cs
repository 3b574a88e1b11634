using System.Linq.Expressions;
using static Xcs.Tests.Tracing.ExpressionProbe;

namespace Xcs.Tests.Tracing;

/// <summary>Random functions of calls that note and throw, operators, conditions, objects and arrays. The same seed gives the same function.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private static readonly Expression SharedBox = Expression.Property(null, typeof(ExpressionProbe), nameof(Shared));

    private readonly Random _random = new(seed);
    private readonly List<ParameterExpression> _numbers = [Expression.Parameter(typeof(int), "a"), Expression.Parameter(typeof(int), "b")];
    private readonly ParameterExpression _text = Expression.Parameter(typeof(string), "s");
    private bool _readsShared;

    public Expression<Func<int, int, string?, string?>> Function(bool readsShared = true)
    {
        _readsShared = readsShared;
        ParameterExpression[] parameters = [.. _numbers, _text];
        return Expression.Lambda<Func<int, int, string?, string?>>(Text(3 + (seed % 3)), parameters);
    }

    private Expression Number(int depth)
    {
        if (depth == 0)
            return _random.Next(3) == 0 ? Expression.Constant(_random.Next(-3, 9)) : _numbers[_random.Next(_numbers.Count)];
        depth--;
        return _random.Next(24) switch
        {
            0 => Expression.Add(Number(depth), Number(depth)),
            1 => Expression.SubtractChecked(Number(depth), Number(depth)),
            2 => Expression.Multiply(Number(depth), Number(depth)),
            3 => Expression.Divide(Number(depth), Number(depth)),
            4 => Expression.Modulo(Number(depth), Number(depth)),
            5 or 6 => Call(nameof(F), Number(depth)),
            7 => Call(nameof(G), Number(depth), Number(depth)),
            8 => Call(nameof(Boom), Number(depth)),
            9 or 10 => Expression.Condition(Truth(depth), Number(depth), Number(depth)),
            11 => Expression.Coalesce(Maybe(depth), Number(depth)),
            12 => Expression.Property(Text(depth), nameof(string.Length)),
            13 => Expression.Call(((Func<string, int>)int.Parse).Method, Text(depth)),
            14 => _readsShared ? Expression.Field(SharedBox, nameof(Box.Value)) : Number(depth),
            15 => _readsShared ? Call(nameof(Bump), Number(depth)) : Number(depth),
            16 => Expression.Call(Made(depth), _random.Next(2) == 0 ? nameof(Box.Times) : nameof(Box.Idle), null, Number(depth)),
            17 => Expression.Field(Made(depth), nameof(Box.Value)),
            18 => Expression.ArrayIndex(Array(depth), Number(depth)),
            19 => Call(nameof(Sum), Array(depth)),
            20 => _random.Next(2) == 0
                ? Expression.Call(((Func<Task<int>, int>)Graph.Await).Method, Call(nameof(Later), Number(depth)))
                : Expression.Call(((Func<ValueTask<int>, int>)Graph.Await).Method, Call(nameof(Soon), Number(depth))),
            21 => Expression.Call(((Func<int[], Func<int, int, int>, int>)Graph.Reduce).Method, Array(depth), Combine(depth)),
            22 => Call(nameof(Plus), Number(depth), Number(depth)),
            _ => Inlined(depth),
        };
    }

    private Expression Truth(int depth)
    {
        if (depth == 0)
            return Expression.Constant(_random.Next(2) == 0);
        depth--;
        return _random.Next(6) switch
        {
            0 => Expression.AndAlso(Truth(depth), Truth(depth)),
            1 => Expression.OrElse(Truth(depth), Truth(depth)),
            2 => Expression.Not(Truth(depth)),
            3 => Expression.LessThan(Number(depth), Number(depth)),
            4 => Expression.Equal(Text(depth), Text(depth)),
            _ => Call(nameof(Odd), Number(depth)),
        };
    }

    private Expression Text(int depth)
    {
        if (depth == 0)
            return _random.Next(2) == 0 ? _text : Expression.Constant("t");
        depth--;
        return _random.Next(7) switch
        {
            0 => Call(nameof(Name), Number(depth)),
            1 => Call(nameof(Join), Text(depth), Text(depth)),
            2 => Expression.Coalesce(Text(depth), Text(depth)),
            3 => Expression.Condition(Truth(depth), Text(depth), Text(depth)),
            4 => Expression.Call(((Func<string?, string?, string>)string.Concat).Method, Text(depth), Text(depth)),
            5 => Expression.Call(Boxed(depth), typeof(object).GetMethod(nameof(ToString))!),
            _ => Expression.Call(((Func<string, object?, object?, string>)string.Format).Method, Expression.Constant("<{0}|{1}>"), Boxed(depth), Text(depth)),
        };
    }

    private UnaryExpression Boxed(int depth) => _random.Next(2) == 0
        ? Expression.Convert(Number(depth), typeof(object))
        : Expression.Convert(Made(depth), typeof(object));

    private Expression Maybe(int depth) => _random.Next(3) == 0
        ? Expression.Coalesce(Call(nameof(ExpressionProbe.Maybe), Number(depth)), Call(nameof(ExpressionProbe.Maybe), Number(depth)))
        : Call(nameof(ExpressionProbe.Maybe), Number(depth));

    private Expression Made(int depth)
    {
        var made = typeof(Box);
        return _random.Next(3) switch
        {
            0 => Call(nameof(Make), Number(depth)),
            1 => Expression.New(made.GetConstructor([typeof(int)])!, Number(depth)),
            _ => Expression.MemberInit(Expression.New(made.GetConstructor([typeof(int)])!, Number(depth)), Binding(depth), Binding(depth), Binding(depth)),
        };
    }

    private MemberAssignment Binding(int depth)
    {
        string[] names = [nameof(Box.Value), nameof(Box.Automatic), nameof(Box.Kept)];
        return Expression.Bind(typeof(Box).GetMember(names[_random.Next(3)])[0], Number(depth));
    }

    private Expression Array(int depth) => _random.Next(3) == 0
        ? Expression.Call(((Func<int[], Func<int, int>, int[]>)Graph.Map).Method, Array(Math.Max(0, depth - 1)), Scoped(depth))
        : Expression.NewArrayInit(typeof(int), Enumerable.Range(0, _random.Next(5)).Select(_ => Number(depth)));

    // A lambda whose body uses its parameter beside those around it.
    private LambdaExpression Scoped(int depth)
    {
        var parameter = Expression.Parameter(typeof(int), $"p{depth}");
        _numbers.Add(parameter);
        var body = Number(Math.Max(0, depth - 1));
        _numbers.RemoveAt(_numbers.Count - 1);
        return Expression.Lambda(body, parameter);
    }

    private LambdaExpression Combine(int depth)
    {
        var (p, q) = (Expression.Parameter(typeof(int), "p"), Expression.Parameter(typeof(int), "q"));
        return Expression.Lambda(Call(nameof(G), _random.Next(2) == 0 ? p : Expression.Add(p, Number(Math.Min(depth, 1))), q), p, q);
    }

    private InvocationExpression Inlined(int depth) => Expression.Invoke(Scoped(depth), Number(depth));

    private static MethodCallExpression Call(string method, params Expression[] arguments) => Expression.Call(typeof(ExpressionProbe), method, null, arguments);
}

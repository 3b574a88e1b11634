using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting;

/// <summary>Compares a function with what it is lifted to. What both write with <see cref="Note"/> is compared, too.</summary>
internal static class Lifted
{
    [ThreadStatic]
    private static StringBuilder? s_notes;

    /// <summary>A visible effect.</summary>
    public static T Note<T>(T value)
    {
        (s_notes ??= new()).Append(CultureInfo.InvariantCulture, $"{value};");
        return value;
    }

    public static void AssertSame(Delegate function, params object?[][] inputs)
    {
        var lambda = Lifter.Lift(function).ToLambda(function.GetType());
        var lifted = lambda.Compile();
        foreach (var input in inputs)
            Assert.Equal(Outcome(function, input), Outcome(lifted, input));
    }

    public static string Tree(Delegate function) => TreeText.Of(Lifter.Lift(function).Body);

    private static string Outcome(Delegate function, object?[] input)
    {
        s_notes = new();
        var arguments = Array.ConvertAll(input, argument => argument is Array array ? array.Clone() : argument);
        string result;
        try
        {
            result = Show(function.DynamicInvoke(arguments));
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            result = e.InnerException!.GetType().Name;
        }
        return $"{result} | {string.Join(' ', arguments.Select(Show))} | {s_notes}";
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("x", CultureInfo.InvariantCulture),
        Array array => $"[{string.Join(',', array.Cast<object?>().Select(Show))}]",
        _ => $"{value.GetType().Name} {value}",
    };

    public static int Count<TNode>(Delegate function)
        where TNode : Expression
    {
        var counter = new Counter<TNode>();
        counter.Visit(Lifter.Lift(function).Body);
        return counter.Found;
    }

    private sealed class Counter<TNode> : ExpressionVisitor
        where TNode : Expression
    {
        public int Found { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            if (node is TNode)
                Found++;
            return base.Visit(node);
        }
    }
}

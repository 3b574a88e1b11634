using System.Numerics;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Tracing;

/// <summary>The operators of traced arithmetic, one set a number type: their lambdas compile to the machine's own instructions.</summary>
internal static class Arithmetic<T>
    where T : INumber<T>
{
    // Division and remainder throw on a zero integer, so an unused one must stay.
    public static readonly Operator<T> Add = Binary<T>("add", static (a, b) => unchecked(a + b), pure: true);
    public static readonly Operator<T> Subtract = Binary<T>("subtract", static (a, b) => unchecked(a - b), pure: true);
    public static readonly Operator<T> Multiply = Binary<T>("multiply", static (a, b) => unchecked(a * b), pure: true);
    public static readonly Operator<T> Divide = Binary<T>("divide", static (a, b) => a / b, pure: false);
    public static readonly Operator<T> Remainder = Binary<T>("remainder", static (a, b) => a % b, pure: false);
    public static readonly Operator<bool> Less = Binary<bool>("less", static (a, b) => a < b, pure: true);
    public static readonly Operator<bool> LessOrEqual = Binary<bool>("lessOrEqual", static (a, b) => a <= b, pure: true);
    public static readonly Operator<T> Negate = new CallOperator<T>("negate", new Invoker<T, T>(static a => unchecked(-a))) { Cost = 1, IsPure = IsTotal };

    // A user's number type may check and throw.
    private static bool IsTotal => typeof(T).IsPrimitive;

    public static Traced<T> Node(Operator<T> operation, Traced<T> value)
    {
        var tracer = Tracer.Require($"{operation.Name} on traced numbers");
        return tracer.Add<T>(operation, [tracer.Resolve(value)], default);
    }

    public static Traced<TResult> Node<TResult>(Operator<TResult> operation, Traced<T> left, Traced<T> right)
    {
        var tracer = Tracer.Require($"{operation.Name} on traced numbers");
        return tracer.Add<TResult>(operation, [tracer.Resolve(left), tracer.Resolve(right)], default);
    }

    private static CallOperator<TResult> Binary<TResult>(string name, Func<T, T, TResult> function, bool pure) =>
        new(name, new Invoker<T, T, TResult>(function)) { Cost = 1, IsPure = pure && IsTotal };
}

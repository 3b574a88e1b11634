using System.Collections.Concurrent;
using System.Reflection;

namespace Xcs.Tests.Execution.Randomized;

/// <summary>The same random program as a traced function.</summary>
internal sealed class GraphProgram(Recorder recorder)
{
    private static readonly ConcurrentDictionary<(string Name, Type First, Type? Second, Type? Third), MethodInfo> Methods = new();

    /// <summary>Makes the function; what it returns takes the arguments of <see cref="ProgramArguments"/>.</summary>
    public static IProgramFunction Jit(Block program, Recorder recorder, JitOptions options) =>
        (IProgramFunction)Activator.CreateInstance(typeof(ProgramFunction<>).MakeGenericType(Values.TypeOf(program.Result.Kind)), program, recorder, options)!;

    public Traced<TResult> Trace<TResult>(Block program, Traced<int> number, Traced<long> big, Traced<string> text, Traced<Pair> pair, Traced<long[]> items)
    {
        var scope = new Scope().Inner((Kind.Int, number), (Kind.Long, big), (Kind.Text, text), (Kind.Pair, pair), (Kind.Array, items));
        return (Traced<TResult>)Run(program, scope);
    }

    private object Run(Block block, Scope scope)
    {
        foreach (var step in block.Steps)
            Add(step, scope);
        return scope[block.Result];
    }

    private void Add(Step step, Scope scope)
    {
        switch (step)
        {
            case OperatorStep s:
                scope.Add(s.Result, Operate(s, scope));
                break;
            case ArithmeticStep s:
                scope.Add(s.Kind, s.Kind == Kind.Int ? Calculate<int>(s, scope) : Calculate<long>(s, scope));
                break;
            case ConstantStep s:
                scope.Add(s.Kind, Generic(nameof(Constant), Values.TypeOf(s.Kind))(this, [s]));
                break;
            case ArrayStep s:
                scope.Add(Kind.Array, Graph.Array(s.Items.Select(item => Long(scope, item))));
                break;
            case TupleStep s:
                scope.Add(Kind.Long, Graph.Tuple(Long(scope, s.Number), (Traced<string>)scope[new(Kind.Text, s.Text)]).Then(Values.Hash));
                break;
            case ZipStep s:
                scope.Add(Kind.Long, Graph.Zip(Items(scope, s.Left), Items(scope, s.Right)).Then(Values.Hash));
                break;
            case TokenStep:
                scope.Add(Kind.Long, Graph.CancellationToken().Then(Values.Hash));
                break;
            case IfStep s:
                scope.Add(s.Result, Generic(nameof(If), Values.TypeOf(s.Result))(this, [s, scope]));
                break;
            case SwitchStep s:
                scope.Add(s.Result, Generic(nameof(Switch), Values.TypeOf(s.Result))(this, [s, scope]));
                break;
            case WhileStep s:
                scope.Add(Kind.Long, While(s, scope));
                break;
            case ScanStep s:
                scope.Add(s.Seed.Kind == Kind.Long ? Kind.Array : Kind.Long, Generic(nameof(Scan), Values.TypeOf(s.Seed.Kind))(this, [s, scope]));
                break;
            case MapStep s:
                var result = s.Body.Result.Kind;
                scope.Add(result == Kind.Long ? Kind.Array : Kind.Long, Generic(nameof(Map), Values.TypeOf(result))(this, [s, scope]));
                break;
            case ReduceStep s:
                scope.Add(Kind.Long, Graph.Reduce(Items(scope, s.Items), Values.Compose));
                break;
            case ExpandStep s:
                scope.Add(Kind.Long, Graph.Expand(new UnitWork(s, recorder), Items(scope, s.Items)));
                break;
            default:
                throw new ArgumentException($"no graph for {step}");
        }
    }

    private object Operate(OperatorStep step, Scope scope)
    {
        var result = Values.TypeOf(step.Result);
        var inputs = step.Inputs.Select(pick => Values.TypeOf(pick.Kind)).ToArray();
        return inputs.Length == 1
            ? Generic(nameof(Unary), inputs[0], result)(this, [step, scope[step.Inputs[0]]])
            : Generic(nameof(Binary), inputs[0], inputs[1], result)(this, [step, scope[step.Inputs[0]], scope[step.Inputs[1]]]);
    }

    private Traced<TResult> Unary<T1, TResult>(OperatorStep step, Traced<T1> a) => new Operation<T1, TResult>(step, recorder).Call(step, a);

    private Traced<TResult> Binary<T1, T2, TResult>(OperatorStep step, Traced<T1> a, Traced<T2> b) =>
        new Operation<T1, T2, TResult>(step, recorder).Call(step, a, b);

    private static Traced<T> Calculate<T>(ArithmeticStep step, Scope scope)
        where T : System.Numerics.INumber<T>
    {
        var (a, b) = ((Traced<T>)scope[new(step.Kind, step.Left)], (Traced<T>)scope[new(step.Kind, step.Right)]);
        return step.Sign switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b };
    }

    private Traced<T> Constant<T>(ConstantStep step) => Graph.Constant(Values.Make<T>(step.Seed));

    private Traced<T> If<T>(IfStep step, Scope scope) =>
        Graph.If(Long(scope, step.Left) < Long(scope, step.Right), () => (Traced<T>)Run(step.Then, scope.Inner()), () => (Traced<T>)Run(step.Else, scope.Inner()));

    private Traced<T> Switch<T>(SwitchStep step, Scope scope) =>
        Graph.Switch((Traced<int>)scope[new(Kind.Int, step.Index)], [.. step.Cases.Select(body => (Func<Traced<T>>)(() => (Traced<T>)Run(body, scope.Inner())))]);

    private Traced<long> While(WhileStep step, Scope scope)
    {
        var initial = Long(scope, step.Initial).Then(value => Loops.Begin(value, step.MostRounds));
        return Graph.While(
            initial,
            loop => Graph.Call(Loops.HasLeft, loop, (Traced<long>)Run(step.Test, scope.Inner((Kind.Long, loop.Then(Loops.ValueOf))))),
            loop => Graph.Call(Loops.Next, loop, (Traced<long>)Run(step.Body, scope.Inner((Kind.Long, loop.Then(Loops.ValueOf))))))
            .Then(Loops.ValueOf);
    }

    private object Scan<T>(ScanStep step, Scope scope)
    {
        var states = Graph.Scan((Traced<T>)scope[step.Seed], Items(scope, step.Items), (state, item) =>
            (Traced<T>)Run(step.Body, scope.Inner((step.Seed.Kind, state), (Kind.Long, item))));
        return Gather(states);
    }

    private object Map<T>(MapStep step, Scope scope) =>
        Gather(Graph.Map(Items(scope, step.Items), item => (Traced<T>)Run(step.Body, scope.Inner((Kind.Long, item)))));

    private static object Gather<T>(Traced<T[]> items) => typeof(T) == typeof(long) ? items : items.Then(Values.Hash);

    private static Traced<long> Long(Scope scope, int back) => (Traced<long>)scope[new(Kind.Long, back)];

    private static Traced<long[]> Items(Scope scope, int back) => (Traced<long[]>)scope[new(Kind.Array, back)];

    private static Func<object, object[], object> Generic(string name, Type first, Type? second = null, Type? third = null)
    {
        var method = Methods.GetOrAdd((name, first, second, third), static key => typeof(GraphProgram)
            .GetMethod(key.Name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod([.. new[] { key.First, key.Second, key.Third }.OfType<Type>()]));
        return (target, arguments) => method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}

using System.Linq.Expressions;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Tracing;

/// <inheritdoc/>
internal sealed class ExpressionOperators<TResult> : ExpressionOperators
{
    public override Operator Argument(string name) => new ArgumentOperator<TResult>(name);

    public override Operator Constant(object? value) => new ConstantOperator<TResult>((TResult)value!);

    public override Operator Default() => new ConstantOperator<TResult>(default!);

    public override Operator Array(int length) => new ArrayOperator<TResult>(length);

    public override Operator Call(OperatorFacts facts, Delegate function, LambdaExpression? lambda) => facts.Call(Invoker(function), lambda);

    public override Operator Glue(string name, Delegate function, LambdaExpression? lambda, bool isPure, double cost) =>
        new CallOperator<TResult>(name, Invoker(function)) { Lambda = lambda, IsPure = isPure, Cost = cost };

    public override Operator Await(OperatorFacts? facts, string name, Delegate function)
    {
        var invoker = (InvokerOf<ValueTask<TResult>>)Invoker(function, typeof(ValueTask<TResult>));
        return facts is null ? new AsyncOperator<TResult>(name, invoker) : facts.Await(invoker);
    }

    public override Operator Switch(string name, Type selector, Body[] bodies, Type[] inputTypes)
    {
        DataflowGraph[] graphs = [.. bodies.Select(static body => body.Graph)];
        return new SwitchOperator<TResult>(name, selector, bodies, inputTypes) { Bodies = graphs, Effects = EffectOrdering.Within(graphs) };
    }

    public override Operator While(Body test, Body body, Type[] inputTypes)
    {
        DataflowGraph[] graphs = [test.Graph, body.Graph];
        return new WhileOperator<TResult>(test, body, inputTypes) { Bodies = graphs, Effects = EffectOrdering.Within(graphs) };
    }

    public override Operator Attempt(Body body, Type[] inputTypes) =>
        new AttemptOperator<TResult>(body, inputTypes) { Bodies = [body.Graph], Effects = EffectOrdering.Within([body.Graph]) };

    public override Operator Map(Type item, Body body, Type[] inputTypes)
    {
        var create = ((Func<Body, Type[], Operator>)Map<TResult>).Method.GetGenericMethodDefinition().MakeGenericMethod(item);
        return create.CreateDelegate<Func<Body, Type[], Operator>>()(body, inputTypes);
    }

    public override Operator Reduce(Delegate? combine) => combine is null
        ? new UnitsOperator<ExpressionReduction<TResult>.Input, PairwiseReduction<TResult>, TResult, TResult>("reduce", new ExpressionReduction<TResult>())
        : new UnitsOperator<TResult[], Unit, TResult, TResult>("reduce", new PairwiseReduction<TResult>((Func<TResult, TResult, TResult>)combine));

    private static InvokerOf<TResult> Invoker(Delegate function) => (InvokerOf<TResult>)Invoker(function, typeof(TResult));

    private static MapOperator<TItem, TResult> Map<TItem>(Body body, Type[] inputTypes) =>
        new(body, inputTypes) { Bodies = [body.Graph], Effects = EffectOrdering.Within([body.Graph]) };
}

using System.Linq.Expressions;
using Xcs.Execution;
using Xcs.Execution.Policies;

namespace Xcs.Dataflow.Operators;

/// <summary>A call that returns when it is done.</summary>
internal sealed class CallOperator<TResult>(string name, InvokerOf<TResult> invoker, OperatorKind kind = OperatorKind.Synchronous)
    : Operator<TResult>(name, kind, invoker.InputTypes)
{
    /// <summary>The call as a lambda over the inputs, where the front end had it in that form.</summary>
    public LambdaExpression? Lambda { get; init; }

    internal override bool IsCall => true;

    internal override Operator WithPolicy(OperatorGuard guard) => new PolicyOperator<TResult>(this, guard);

    internal override Func<ValueTask<TResult>> Bind(Frame frame, ReadOnlySpan<int> inputs)
    {
        var call = invoker.Bind(frame, inputs);
        return () => new ValueTask<TResult>(call());
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output) =>
        frame.Write(output, invoker.Invoke(frame, inputs));

    internal override Expression Emit(IReadOnlyList<Expression> inputs) =>
        Lambda is null ? invoker.Emit(inputs) : ParameterReplacer.Apply(Lambda, inputs);
}

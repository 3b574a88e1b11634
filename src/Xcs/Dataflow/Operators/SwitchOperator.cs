using System.Linq.Expressions;
using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs one of several bodies: which one, the first input says. <see cref="Graph.If"/> is a switch of two over a truth value.</summary>
internal sealed class SwitchOperator<TResult>(string name, Type selector, Body[] bodies, Type[] inputTypes)
    : Operator<TResult>(name, OperatorKind.Control, inputTypes), ISuspendingOperator, IActivationOwner
{
    public bool Suspends => Array.Exists(bodies, static body => body.Graph.IsParallel);

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var body = Select(frame, inputs);
        if (!body.Graph.IsParallel)
        {
            Execute(frame, inputs, output);
            return true;
        }

        suspension.Begin(body, frame, inputs, this).Start(suspension.Starter);
        return false;
    }

    public void BodyDone(Activation activation, Participant? me)
    {
        if (activation.HasResult)
            activation.Outer.Frame.Write(activation.OuterNode, activation.Frame.Read<TResult>(activation.Units.Graph.Result.Value));
        activation.CompleteOuter(me);
    }

    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> graphs) =>
        new SwitchOperator<TResult>(Name, selector, [.. bodies.Select((body, k) => body.With(graphs[k]))], inputTypes) { Bodies = graphs, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var body = Select(frame, inputs);
        var inner = body.Enter(frame, inputs);
        try
        {
            frame.Write(output, body.Run<TResult>(inner));
        }
        finally
        {
            body.Leave(inner);
        }
    }

    internal override Expression? Emit(IReadOnlyList<Expression> inputs)
    {
        var branches = Array.ConvertAll(bodies, body => FunctionCompiler.Emit(body.Graph, [.. inputs.Skip(body.FirstCapture).Take(body.CaptureCount)]));
        if (Array.Exists(branches, static branch => branch is null))
            return null;
        return selector == typeof(bool)
            ? Expression.Condition(inputs[0], branches[0]!, branches[1]!, typeof(TResult))
            : Expression.Switch(inputs[0], branches[^1], [.. branches.SkipLast(1).Select((branch, k) => Expression.SwitchCase(branch!, Expression.Constant(k)))]);
    }

    private Body Select(Frame frame, ReadOnlySpan<int> inputs) => selector == typeof(bool)
        ? bodies[frame.Read<bool>(inputs[0]) ? 0 : 1]
        : bodies[(int)Math.Min((uint)frame.Read<int>(inputs[0]), (uint)bodies.Length - 1)];
}

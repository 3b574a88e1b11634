using System.Linq.Expressions;
using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body on its own result for as long as a test holds. The first input is the state at the start.</summary>
internal sealed class WhileOperator<TState>(Body test, Body body, Type[] inputTypes)
    : Operator<TState>("while", OperatorKind.Control, inputTypes), ISuspendingOperator, IActivationOwner
{
    public bool Suspends => test.Graph.IsParallel || body.Graph.IsParallel;

    // The state lives in the node's own slot from round to round: nobody reads it before the node is done.
    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        frame.Write(output, frame.Read<TState>(inputs[0]));
        Begin(test, frame, inputs, output, suspension, suspension.Starter);
        return false;
    }

    public void BodyDone(Activation activation, Participant? me)
    {
        var (outer, node) = (activation.Outer, activation.OuterNode);
        if (!activation.HasResult)
        {
            activation.CompleteOuter(me);
            return;
        }

        var isTest = ReferenceEquals(activation.Units.Graph, test.Graph);
        if (isTest && !activation.Frame.Read<bool>(test.Graph.Result.Value))
        {
            activation.CompleteOuter(me);
            return;
        }

        if (!isTest)
            outer.Frame.Write(node, activation.Frame.Read<TState>(body.Graph.Result.Value));
        var suspension = new Suspension(outer, activation.ParentUnit, me);
        outer.Run.ReturnBody(activation);
        Begin(isTest ? body : test, outer.Frame, outer.Units.Graph.Inputs[node], node, suspension, me);
    }

    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new WhileOperator<TState>(test.With(bodies[0]), body.With(bodies[1]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var testFrame = test.Enter(frame, inputs);
        var bodyFrame = body.Enter(frame, inputs);
        try
        {
            var state = frame.Read<TState>(inputs[0]);
            while (Holds(testFrame, state))
            {
                bodyFrame.Write(0, state);
                state = body.Run<TState>(bodyFrame);
            }

            frame.Write(output, state);
        }
        finally
        {
            test.Leave(testFrame);
            body.Leave(bodyFrame);
        }
    }

    internal override bool MayLoop => true;

    internal override Expression? Emit(IReadOnlyList<Expression> inputs)
    {
        var state = Expression.Variable(typeof(TState), "state");
        var holds = FunctionCompiler.Emit(test.Graph, [state, .. inputs.Skip(test.FirstCapture).Take(test.CaptureCount)]);
        var next = FunctionCompiler.Emit(body.Graph, [state, .. inputs.Skip(body.FirstCapture).Take(body.CaptureCount)]);
        if (holds is null || next is null)
            return null;
        var done = Expression.Label(typeof(TState));
        return Expression.Block(
            [state],
            Expression.Assign(state, inputs[0]),
            Expression.Loop(Expression.IfThenElse(holds, Expression.Assign(state, next), Expression.Break(done, state)), done));
    }

    private void Begin(Body next, Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension, Participant? me)
    {
        var activation = suspension.Begin(next, frame, inputs, this);
        activation.Frame.Write(0, frame.Read<TState>(output));
        activation.Start(me);
    }

    private bool Holds(Frame testFrame, TState state)
    {
        testFrame.Write(0, state);
        return test.Run<bool>(testFrame);
    }
}

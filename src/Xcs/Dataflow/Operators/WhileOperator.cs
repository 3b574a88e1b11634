using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body on its own result for as long as a test holds. The first input is the state at the start.</summary>
internal sealed class WhileOperator<TState>(Body test, Body body, Type[] inputTypes)
    : Operator<TState>("while", OperatorKind.Control, inputTypes)
{
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

    private bool Holds(Frame testFrame, TState state)
    {
        testFrame.Write(0, state);
        return test.Run<bool>(testFrame);
    }
}

using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body over the items of an array in order, each time on its result so far; gives all the states after each item.</summary>
internal sealed class ScanOperator<TState, TItem>(Body body, Type[] inputTypes)
    : Operator<TState[]>("scan", OperatorKind.Control, inputTypes)
{
    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new ScanOperator<TState, TItem>(body.With(bodies[0]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var items = frame.Read<TItem[]>(inputs[1]);
        var states = new TState[items.Length];
        var inner = body.Enter(frame, inputs);
        try
        {
            var state = frame.Read<TState>(inputs[0]);
            for (var k = 0; k < items.Length; k++)
            {
                inner.Write(0, state);
                inner.Write(1, items[k]);
                states[k] = state = body.Run<TState>(inner);
            }
        }
        finally
        {
            body.Leave(inner);
        }

        frame.Write(output, states);
    }
}

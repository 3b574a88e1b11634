using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body on every item of an array whose length is known only when the graph runs.</summary>
internal sealed class MapOperator<TItem, TResult>(Body body, Type[] inputTypes)
    : Operator<TResult[]>("map", OperatorKind.Control, inputTypes)
{
    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new MapOperator<TItem, TResult>(body.With(bodies[0]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var items = frame.Read<TItem[]>(inputs[0]);
        var results = new TResult[items.Length];
        var inner = body.Enter(frame, inputs);
        try
        {
            for (var k = 0; k < items.Length; k++)
            {
                inner.Write(0, items[k]);
                results[k] = body.Run<TResult>(inner);
            }
        }
        finally
        {
            body.Leave(inner);
        }

        frame.Write(output, results);
    }
}

using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs one of several bodies: which one, the first input says. <see cref="Graph.If"/> is a switch of two over a truth value.</summary>
internal sealed class SwitchOperator<TResult>(string name, Type selector, Body[] bodies, Type[] inputTypes)
    : Operator<TResult>(name, OperatorKind.Control, inputTypes)
{
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

    private Body Select(Frame frame, ReadOnlySpan<int> inputs) => selector == typeof(bool)
        ? bodies[frame.Read<bool>(inputs[0]) ? 0 : 1]
        : bodies[(int)Math.Min((uint)frame.Read<int>(inputs[0]), (uint)bodies.Length - 1)];
}

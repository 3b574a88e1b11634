using Xcs.Dataflow.Operators;
using Xcs.Execution;

namespace Xcs.Dataflow;

/// <summary>
/// A sub-graph of a control node. Its first arguments are parameters that the node gives; the others are values of the graph around it,
/// which are inputs of the node from <paramref name="firstCapture"/> on.
/// </summary>
internal sealed class Body(DataflowGraph graph, int parameterCount, int firstCapture)
{
    public DataflowGraph Graph => graph;

    public int FirstCapture => firstCapture;

    public int CaptureCount => graph.ArgumentCount - parameterCount;

    /// <summary>Another graph of the same arguments in the place of this one.</summary>
    public Body With(DataflowGraph other) => new(other, parameterCount, firstCapture);

    /// <summary>Takes the values of the graph around the body into a frame of the body.</summary>
    public void Capture(Frame outer, ReadOnlySpan<int> inputs, Frame inner)
    {
        inner.Context = outer.Context;
        for (var k = parameterCount; k < graph.ArgumentCount; k++)
            ((ArgumentOperator)graph.Operators[k]).Copy(outer, inputs[firstCapture + k - parameterCount], inner, k);
    }

    /// <summary>A frame for running the body node by node on this thread, captured values in place. Give it back with <see cref="Leave"/>.</summary>
    public Frame Enter(Frame outer, ReadOnlySpan<int> inputs)
    {
        var inner = graph.Sequential.Rent();
        Capture(outer, inputs, inner);
        return inner;
    }

    public void Leave(Frame inner) => graph.Sequential.Return(inner);

    /// <summary>Runs the body in a frame from <see cref="Enter"/> and reads its result.</summary>
    public TResult Run<TResult>(Frame inner)
    {
        graph.Sequential.Run(inner);
        return inner.Read<TResult>(graph.Result.Value);
    }
}

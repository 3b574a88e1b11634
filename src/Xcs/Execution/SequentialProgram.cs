namespace Xcs.Execution;

/// <summary>The nodes of a graph one by one in program order on the calling thread: the definition of what every other way of running must give.</summary>
internal sealed class SequentialProgram(DataflowGraph graph)
{
    private readonly Recycler<Frame> _frames = new(new FrameLayout(graph).Create);

    public Frame Rent() => _frames.Rent();

    public void Return(Frame frame)
    {
        frame.Clear();
        _frames.Return(frame);
    }

    /// <exception cref="OperationCanceledException">The run's token was cancelled between two nodes.</exception>
    public void Run(Frame frame)
    {
        var cancellationToken = frame.Context.CancellationToken;
        for (var id = graph.ArgumentCount; id < graph.NodeCount; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            graph.Operators[id].Execute(frame, graph.Inputs[id], id);
        }
    }
}

using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>The nodes of a graph one by one in program order on the calling thread: the definition of what every other way of running must give.</summary>
internal sealed class SequentialProgram
{
    private readonly UnitGraph _units;
    private readonly Recycler<Frame> _frames;

    public SequentialProgram(DataflowGraph graph)
    {
        _units = graph.SerialUnits;
        _frames = new Recycler<Frame>(_units.CreateFrame);
    }

    public Frame Rent() => _frames.Rent();

    public void Return(Frame frame)
    {
        frame.Clear();
        _frames.Return(frame);
    }

    /// <exception cref="OperationCanceledException">The run's token was cancelled between two units.</exception>
    public void Run(Frame frame)
    {
        var cancellationToken = frame.Context.CancellationToken;
        for (var unit = 0; unit < _units.UnitCount; unit++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = _units.UnitStart[unit];
            _units.Execute(frame, unit, ref place);
        }
    }
}

using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>One way of running a graph: the mode, the units, what is compiled. Immutable; runs under way keep theirs when a hot graph gets another.</summary>
internal sealed class Tier
{
    private readonly Recycler<PreparedRun> _runs;
    private readonly Recycler<Frame> _frames;

    public Tier(ExecutionMode mode, UnitGraph units, WorkerPool pool)
    {
        Mode = mode;
        Units = units;
        _runs = new Recycler<PreparedRun>(() => new PreparedRun(units, pool));
        _frames = new Recycler<Frame>(units.CreateFrame);
    }

    /// <summary>Never <see cref="ExecutionMode.Auto"/>.</summary>
    public ExecutionMode Mode { get; }

    public UnitGraph Units { get; }

    /// <summary>Where runs note what nodes cost; null once that is known.</summary>
    public CostProfile? Profile { get; init; }

    /// <summary>What the tier is there to find out.</summary>
    public TierStage Stage { get; init; } = TierStage.Settled;

    /// <summary>What the graph takes node after node, in nanoseconds; 0 where it was not tried.</summary>
    public double Sequential { get; init; }

    /// <summary>What one run is expected to take, in nanoseconds; 0 where nobody knows.</summary>
    public double Expected { get; init; }

    /// <summary>The whole graph as one method; null where it is not compiled so.</summary>
    public Delegate? Direct { get; init; }

    /// <summary>Why the mode was picked, for <c>Explain()</c>.</summary>
    public required string Reason { get; init; }

    public PreparedRun RentRun() => _runs.Rent();

    public void Return(PreparedRun run)
    {
        run.Root.Frame.Clear();
        run.Root.Forget();
        run.Run.WhenDone = null;
        _runs.Return(run);
    }

    public Frame RentFrame() => _frames.Rent();

    public void Return(Frame frame)
    {
        frame.Clear();
        _frames.Return(frame);
    }
}

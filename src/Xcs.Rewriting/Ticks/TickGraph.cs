namespace Xcs.Rewriting;

/// <summary>Ticks as nodes of a graph.</summary>
public static class TickGraph
{
    private const string Resource = "Xcs.Rewriting";

    /// <summary>
    /// A tick as part of a traced function: its units (warp, shard) are units of the graph's run. Ticks of one graph run in program order.
    /// </summary>
    /// <param name="world">The world.</param>
    /// <param name="rounds">How many rounds at most.</param>
    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static Traced<TickReceipt> Tick(this Traced<World> world, int rounds = 1)
    {
        var run = Graph.Call(Begin, world, Graph.Constant(rounds), Graph.CancellationToken());
        return Graph.Call(End, Loop(run));
    }

    /// <summary>Runs the steps of a tick that has begun.</summary>
    internal static Traced<TickRun> Loop(Traced<TickRun> run) => Graph.While(run, static run => Graph.Call(HasStep, run), static run => Graph.Expand(TickUnits.Instance, run));

    [Operator(Name = "tick", Effect = EffectKind.Ordered, Resource = Resource)]
    private static TickRun Begin(World world, int rounds, CancellationToken cancellationToken) => world.BeginInGraph(rounds, cancellationToken);

    [Operator(Name = "has step")]
    private static bool HasStep(TickRun run) => run.HasStep;

    [Operator(Name = "receipt", Effect = EffectKind.Ordered, Resource = Resource)]
    private static TickReceipt End(TickRun run) => run.EndInGraph();
}

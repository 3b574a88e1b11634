using Xcs.Planning;

namespace Xcs;

public sealed partial class ExecutionPlan
{
    /// <summary>The cost in nanoseconds that is assumed of an operator that has no hint and no measurement: 1 µs.</summary>
    public const double AssumedCost = 1000;

    private CostTable? _costs;
    private IReadOnlyList<double>? _costList;
    private CriticalPath? _path;
    private IReadOnlyList<NodeId>? _pathList;

    /// <summary>The expected nanoseconds of each node by id; 0 for arguments and constants, <see cref="AssumedCost"/> where nothing is known.</summary>
    public IReadOnlyList<double> Costs => _costList ??= Array.AsReadOnly(CostTable.ByNode);

    /// <summary>Whether the cost of at least one node is known, from <see cref="OperatorAttribute.Cost"/> or a measurement.</summary>
    public bool HasKnownCosts => CostTable.IsKnown.AsSpan().Contains(true);

    /// <summary>T1: the nanoseconds of all nodes one after the other.</summary>
    public double Work => Path.Work;

    /// <summary>T∞: the nanoseconds of the longest path, below which no number of workers gets.</summary>
    public double Span => Path.Span;

    /// <summary>The nodes of a longest path in the order in which they run; among equally long ones that of the lowest ids.</summary>
    public IReadOnlyList<NodeId> CriticalPath => _pathList ??= new NodeIdList(Path.Nodes, 0, Path.Nodes.Length);

    /// <summary>How much faster than one by one the graph can get with any number of workers: T1/T∞.</summary>
    public double MaxSpeedup => Span > 0 ? Work / Span : 1;

    internal CostTable CostTable => _costs ??= CostTable.FromHints(Graph);

    internal CriticalPath Path => _path ??= Planning.CriticalPath.Of(Graph, CostTable.ByNode);

    /// <summary>
    /// The nanoseconds below which no schedule gets with a number of workers: max(T∞, T1/p). Asynchronous and blocking calls hold no worker
    /// while they run, so they count in T∞ and not in the T1 that is divided.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    public double Bound(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return Math.Max(Path.Span, Path.WorkerTime / workers);
    }

    /// <summary>The same waves with other costs: those of the named operators are replaced, the others stay.</summary>
    /// <param name="nanosecondsByOperator">Nanoseconds of one call by the name of the operator. Names of operators in bodies are allowed and change nothing here.</param>
    /// <exception cref="OptionsException">A name is that of no operator, or a cost is not a number from 0 on.</exception>
    public ExecutionPlan WithCosts(IReadOnlyDictionary<string, double> nanosecondsByOperator)
    {
        ArgumentNullException.ThrowIfNull(nanosecondsByOperator);
        return new ExecutionPlan(Graph, Table, CostTable.With(Graph, nanosecondsByOperator));
    }

    /// <summary>The same waves with measured costs; those of given values are ignored.</summary>
    internal ExecutionPlan WithCosts(double[] nanosecondsByNode) =>
        new(Graph, Table, CostTable.FromMeasurements(Graph, nanosecondsByNode));

    /// <summary>
    /// Runs the plan on imagined workers: greedy list scheduling (Graham 1966), event by event. Whenever workers are free, ready nodes start
    /// in the order of <see cref="SimulationOptions.Order"/>; nothing costs time but the nodes. The same plan gives the same answer.
    /// </summary>
    /// <param name="workers">How many nodes run at a time. Asynchronous and blocking calls hold no worker: they start when they are ready.</param>
    /// <param name="options">In which order, and which operators are imagined faster; the defaults where it is null.</param>
    /// <remarks>O((V+E) log V).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no worker.</exception>
    /// <exception cref="OptionsException">An operator that is to be faster does not exist.</exception>
    public Simulation Simulate(int workers, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        options ??= SimulationOptions.Default;
        var plan = options.Speedups.Count == 0 ? this : new ExecutionPlan(Graph, Table, options.Accelerate(Graph, CostTable)) { _successors = Successors };
        var makespan = Simulator.Makespan(TaskGraph.Of(plan), workers, options.Order);
        return new Simulation(workers, makespan, plan.Work, plan.Span, plan.Bound(workers), makespan > 0 ? plan.Path.WorkerTime / (workers * makespan) : 1);
    }
}

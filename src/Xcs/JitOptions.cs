namespace Xcs;

/// <summary>How a graph is compiled and run. Immutable; validated when it is used.</summary>
public sealed record JitOptions
{
    internal static readonly JitOptions Default = new();

    /// <summary>How runs use their workers.</summary>
    public ExecutionMode Mode { get; init; } = ExecutionMode.Auto;

    /// <summary>When the graph is compiled.</summary>
    public CompilationMode Compilation { get; init; } = CompilationMode.Tiered;

    /// <summary>The workers; <see cref="WorkerPool.Shared"/> where it is null. A call made from a worker of another pool runs on that pool.</summary>
    public WorkerPool? Pool { get; init; }

    /// <summary>Time limits, retries and concurrency limits by operator name; none unless asked for.</summary>
    public IReadOnlyDictionary<string, OperatorPolicy> Policies { get; init; } = new Dictionary<string, OperatorPolicy>();

    /// <summary>
    /// Told how far each run is: at most about every 10 ms, and once at the end, when everything is done or dropped, also when the run fails or
    /// is cancelled. Of one run it is told one report at a time, each further than the one before; runs at the same time report side by side.
    /// </summary>
    /// <remarks>
    /// Called on whichever thread has just finished something, so it should return soon. What it throws ends the reports of the run and surfaces
    /// from it unless an operator has failed. With a receiver, nodes are called one by one also where they are compiled.
    /// </remarks>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>
    /// Records the runs of this graph: a trace made with <see cref="RunTrace.ForOptions"/>, which several graphs may share. Without one they
    /// are recorded while a trace of the whole process is open; see <see cref="RunTrace.Start"/>.
    /// </summary>
    public RunTrace? Trace { get; init; }

    /// <summary>The clock of time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks every option. <c>Graph.Jit</c> calls it, and checks <see cref="Policies"/> against the graph as well.</summary>
    /// <exception cref="OptionsException">An option breaks its rule; the message says which rule and what to set.</exception>
    public void Validate()
    {
        Check(Enum.IsDefined(Mode), nameof(Mode), $"{(int)Mode} is no execution mode", "Use a member of ExecutionMode.");
        Check(Enum.IsDefined(Compilation), nameof(Compilation), $"{(int)Compilation} is no compilation mode", "Use a member of CompilationMode.");
        Check(Policies is not null, nameof(Policies), "it is null", "Leave it out to have no policies.");
        Check(TimeProvider is not null, nameof(TimeProvider), "it is null", "Leave it out to use the system's clock.");
        foreach (var (name, policy) in Policies!)
        {
            Check(policy is not null, $"{nameof(Policies)}[\"{name}\"]", "it is null", "Remove the entry.");
            policy!.Validate(name);
        }
    }

    /// <summary>Refuses policies that would silently apply to nothing.</summary>
    internal void ValidateFor(DataflowGraph graph)
    {
        if (Policies.Count == 0)
            return;
        var names = new HashSet<string>();
        CollectNames(graph, names);
        foreach (var name in Policies.Keys)
            Check(names.Contains(name), $"{nameof(Policies)}[\"{name}\"]", $"graph {graph.Name} has no call of this name", $"Use one of: {string.Join(", ", names.Order().Take(20))}.");
    }

    // Only calls: arguments, constants, control nodes and unit operators take no policy.
    private static void CollectNames(DataflowGraph graph, HashSet<string> names)
    {
        foreach (var node in graph.Operators)
        {
            if (node.IsCall)
                names.Add(node.Name);
            foreach (var body in node.Bodies)
                CollectNames(body, names);
        }
    }

    private static void Check(bool holds, string option, string rule, string mend)
    {
        if (!holds)
            throw new OptionsException(rule, mend, $"{nameof(JitOptions)}.{option}");
    }
}

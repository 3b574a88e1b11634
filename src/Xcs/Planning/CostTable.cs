namespace Xcs.Planning;

/// <summary>The cost of each node in nanoseconds, and which of them are known.</summary>
/// <param name="ByNode">By id; 0 for given values, <see cref="ExecutionPlan.AssumedCost"/> where nothing is known.</param>
/// <param name="IsKnown">By id: whether the cost comes from a hint or a measurement.</param>
internal sealed record CostTable(double[] ByNode, bool[] IsKnown)
{
    public int KnownCount => IsKnown.AsSpan().Count(true);

    public static CostTable FromHints(DataflowGraph graph)
    {
        var costs = new double[graph.NodeCount];
        var known = new bool[graph.NodeCount];
        for (var id = 0; id < costs.Length; id++)
        {
            var node = graph.Operators[id];
            if (node.IsGiven)
                continue;
            known[id] = node.Cost > 0;
            costs[id] = known[id] ? node.Cost : ExecutionPlan.AssumedCost;
        }

        return new CostTable(costs, known);
    }

    /// <exception cref="OptionsException">The costs are not those of the graph's nodes, or one is not a number from 0 on.</exception>
    public static CostTable FromMeasurements(DataflowGraph graph, double[] nanosecondsByNode)
    {
        if (nanosecondsByNode.Length != graph.NodeCount)
            throw new OptionsException($"there are {nanosecondsByNode.Length} costs for {graph.NodeCount} nodes", "Give the cost of each node by id.", nameof(ExecutionPlan.WithCosts));

        var costs = new double[graph.NodeCount];
        var known = new bool[graph.NodeCount];
        for (var id = 0; id < costs.Length; id++)
        {
            if (graph.Operators[id].IsGiven)
                continue;
            costs[id] = Require(nanosecondsByNode[id], graph.Operators[id].Name);
            known[id] = true;
        }

        return new CostTable(costs, known);
    }

    /// <exception cref="OptionsException">A name is that of no operator, or a cost is not a number from 0 on.</exception>
    public CostTable With(DataflowGraph graph, IReadOnlyDictionary<string, double> nanosecondsByOperator)
    {
        OperatorNames.Require(graph, nanosecondsByOperator.Keys, nameof(ExecutionPlan.WithCosts));
        var costs = (double[])ByNode.Clone();
        var known = (bool[])IsKnown.Clone();
        for (var id = 0; id < costs.Length; id++)
        {
            var node = graph.Operators[id];
            if (node.IsGiven || !nanosecondsByOperator.TryGetValue(node.Name, out var cost))
                continue;
            costs[id] = Require(cost, node.Name);
            known[id] = true;
        }

        return new CostTable(costs, known);
    }

    private static double Require(double nanoseconds, string name) => double.IsFinite(nanoseconds) && nanoseconds >= 0
        ? nanoseconds
        : throw new OptionsException($"the cost {nanoseconds} of {name} is not a number from 0 on", "Give the nanoseconds of one call.", nameof(ExecutionPlan.WithCosts));
}

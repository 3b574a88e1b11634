namespace Xcs.Execution.Policies;

/// <summary>Puts policies around the calls that they name, in bodies of control nodes as well. Nothing else of the graph changes.</summary>
internal sealed class PolicyRewriter
{
    private readonly IReadOnlyDictionary<string, OperatorPolicy> _policies;
    private readonly Func<string, OperatorPolicy, OperatorGuard> _guard;
    private readonly Dictionary<Operator, Operator> _rewritten = [];

    private PolicyRewriter(IReadOnlyDictionary<string, OperatorPolicy> policies, Func<string, OperatorPolicy, OperatorGuard> guard)
    {
        _policies = policies;
        _guard = guard;
    }

    /// <summary>The graph with the policies of <paramref name="options"/>; the same graph where there are none.</summary>
    /// <exception cref="OptionsException">Two functions on one pool give a resource different limits.</exception>
    public static DataflowGraph Apply(DataflowGraph graph, JitOptions options)
    {
        if (options.Policies.Count == 0)
            return graph;
        var pool = options.Pool ?? WorkerPool.Shared;
        return new PolicyRewriter(options.Policies, Guard).Rewrite(graph);

        OperatorGuard Guard(string name, OperatorPolicy policy) => new(
            policy,
            policy.MaxConcurrency is { } limit ? ResourceGates.Of(pool).Gate(OperatorGuard.ResourceOf(policy, name), limit, name) : null,
            options.TimeProvider,
            pool);
    }

    // As deep as the bodies of the user's program stand in each other.
    private DataflowGraph Rewrite(DataflowGraph graph)
    {
        var operators = Array.ConvertAll(graph.Operators, Rewrite);
        return operators.AsSpan().SequenceEqual(graph.Operators)
            ? graph
            : new DataflowGraph(graph.Name, operators, graph.Inputs, graph.DeclaredOrder, graph.Sources, graph.Result.Value) { Notes = graph.Notes };
    }

    private Operator Rewrite(Operator node)
    {
        if (_rewritten.TryGetValue(node, out var known))
            return known;

        var result = node;
        if (node.Bodies.Count > 0)
        {
            var bodies = node.Bodies.Select(Rewrite).ToArray();
            if (!bodies.SequenceEqual(node.Bodies))
                result = node.WithBodies(bodies);
        }
        else if (node.IsCall && _policies.TryGetValue(node.Name, out var policy))
        {
            result = node.WithPolicy(_guard(node.Name, policy));
        }

        _rewritten.Add(node, result);
        return result;
    }
}

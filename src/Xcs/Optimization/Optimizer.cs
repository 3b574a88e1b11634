namespace Xcs.Optimization;

/// <summary>
/// Runs the passes to their fixed point. One round is enough: a call is folded or merged by what comes before it in program order, so each of
/// these passes settles in one walk forward; folding can give equal constants, so merging follows it once more; neither makes sense for
/// dead calls, and only they leave dead calls behind.
/// </summary>
internal static class Optimizer
{
    /// <summary>The graph after the passes; the same graph where they change nothing.</summary>
    public static DataflowGraph Run(DataflowGraph graph, OptimizationPasses passes)
    {
        if (passes == OptimizationPasses.None || !HasWork(graph))
            return graph;

        var edit = new GraphEdit(graph);
        OptimizeBodies(edit, passes);
        if (passes.HasFlag(OptimizationPasses.DeadCode))
            DeadCode.Run(edit);
        if (passes.HasFlag(OptimizationPasses.CommonSubexpressions))
            CommonSubexpressions.Run(edit);
        if (passes.HasFlag(OptimizationPasses.ConstantFolding) && ConstantFolding.Run(edit) && passes.HasFlag(OptimizationPasses.CommonSubexpressions))
            CommonSubexpressions.Run(edit);
        if (passes.HasFlag(OptimizationPasses.DeadCode) && edit.IsChanged)
            DeadCode.Run(edit);
        return edit.ToGraph();
    }

    private static bool HasWork(DataflowGraph graph)
    {
        Operator? previous = null;
        foreach (var node in graph.Operators)
        {
            if (ReferenceEquals(node, previous))
                continue;
            if (node.IsPure || node.Bodies.Any(HasWork))
                return true;
            previous = node;
        }

        return false;
    }

    // As deep as the bodies of the user's program stand in each other.
    private static void OptimizeBodies(GraphEdit edit, OptimizationPasses passes)
    {
        for (var id = 0; id < edit.Count; id++)
        {
            var node = edit.Operator(id);
            if (node.Bodies.Count == 0)
                continue;

            var bodies = node.Bodies.Select(body => Run(body, passes)).ToArray();
            if (bodies.SequenceEqual(node.Bodies))
                continue;
            edit.Replace(id, node.WithBodies(bodies));
            for (var k = 0; k < bodies.Length; k++)
            {
                if (!ReferenceEquals(bodies[k], node.Bodies[k]))
                    edit.Notes.Include($"{edit.Describe(id)} {bodies[k].Name}", bodies[k].Notes);
            }
        }
    }
}

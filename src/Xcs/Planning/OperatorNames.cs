namespace Xcs.Planning;

/// <summary>Checks names of operators that a user wrote down.</summary>
internal static class OperatorNames
{
    /// <exception cref="OptionsException">A name is that of no operator of the graph or of a body in it.</exception>
    public static void Require(DataflowGraph graph, IEnumerable<string> names, string place)
    {
        var unknown = names.ToHashSet(StringComparer.Ordinal);
        if (unknown.Count > 0)
            RemoveKnown(graph, unknown);
        if (unknown.Count > 0)
        {
            throw new OptionsException($"no operator of {graph.Name} is called {string.Join(", ", unknown.Order(StringComparer.Ordinal))}",
                "Use the names that ToText() shows.", place);
        }
    }

    private static void RemoveKnown(DataflowGraph graph, HashSet<string> names)
    {
        foreach (var node in graph.Operators)
        {
            if (!node.IsGiven)
                names.Remove(node.Name);
            foreach (var body in node.Bodies)
                RemoveKnown(body, names);
        }
    }
}

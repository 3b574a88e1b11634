namespace Xcs.Planning;

/// <summary>Whether a path leads from one node to another: searched backwards, and only among ids and waves that can be on such a path.</summary>
internal static class Reachability
{
    public static bool Leads(DataflowGraph graph, int[] levels, int from, int to)
    {
        if (from >= to || levels[from] >= levels[to])
            return from == to;

        var seen = new HashSet<int>();
        var open = new Stack<int>();
        open.Push(to);
        while (open.TryPop(out var node))
        {
            if (Visit(graph.Inputs[node]) || Visit(graph.Ordering[node]))
                return true;
        }

        return false;

        bool Visit(ReadOnlySpan<int> earlier)
        {
            foreach (var node in earlier)
            {
                if (node == from)
                    return true;
                if (node > from && levels[node] > levels[from] && seen.Add(node))
                    open.Push(node);
            }

            return false;
        }
    }
}

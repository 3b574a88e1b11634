namespace Xcs.Dataflow;

/// <summary>
/// The strongly connected components of a graph in which each group of nodes counts as one (Tarjan 1972, without recursion): nodes of a group,
/// and nodes on a way from one of them to another, are in one component.
/// </summary>
internal static class Components
{
    /// <returns>The component of each node, numbered so that edges lead to the same component or one with a higher number.</returns>
    public static (int[] ComponentOf, int Count) Of(DataflowGraph graph, UnionFind groups)
    {
        var group = new int[graph.NodeCount];
        for (var id = 0; id < group.Length; id++)
            group[id] = groups.Find(id);

        var edges = new List<(int Row, int Item)>(graph.Inputs.ItemCount + graph.Ordering.ItemCount);
        for (var id = 0; id < group.Length; id++)
        {
            foreach (var input in graph.Inputs[id])
                edges.Add((group[id], group[input]));
            foreach (var earlier in graph.Ordering[id])
                edges.Add((group[id], group[earlier]));
        }

        var (ofGroup, count) = Search(Adjacency.FromPairs(group.Length, edges), group);
        return (Array.ConvertAll(group, member => ofGroup[member]), count);
    }

    /// <param name="dependencies">For each vertex what it depends on.</param>
    /// <returns>The component of each vertex, numbered so that what it depends on is in the same component or one with a lower number.</returns>
    public static (int[] ComponentOf, int Count) Of(Adjacency dependencies) => Search(dependencies, [.. Enumerable.Range(0, dependencies.Count)]);

    // A component is complete when all it depends on is: the order of completion is the order wanted.
    private static (int[] Components, int Count) Search(Adjacency dependencies, int[] roots)
    {
        var number = new int[roots.Length];
        var lowest = new int[roots.Length];
        var next = new int[roots.Length];
        var component = new int[roots.Length];
        Array.Fill(component, -1);
        var open = new Stack<int>();
        var path = new Stack<int>();
        var (visited, count) = (0, 0);
        foreach (var root in roots)
        {
            if (number[root] == 0)
                path.Push(root);
            while (path.TryPeek(out var vertex))
            {
                if (number[vertex] == 0)
                {
                    number[vertex] = lowest[vertex] = ++visited;
                    open.Push(vertex);
                }

                if (TryDescend(vertex))
                    continue;
                path.Pop();
                if (path.TryPeek(out var parent))
                    lowest[parent] = Math.Min(lowest[parent], lowest[vertex]);
                if (lowest[vertex] != number[vertex])
                    continue;
                int member;
                do
                {
                    member = open.Pop();
                    component[member] = count;
                }
                while (member != vertex);
                count++;
            }
        }

        return (component, count);

        bool TryDescend(int vertex)
        {
            var all = dependencies[vertex];
            while (next[vertex] < all.Length)
            {
                var dependency = all[next[vertex]++];
                if (number[dependency] == 0)
                {
                    path.Push(dependency);
                    return true;
                }

                if (component[dependency] < 0)
                    lowest[vertex] = Math.Min(lowest[vertex], number[dependency]);
            }

            return false;
        }
    }
}

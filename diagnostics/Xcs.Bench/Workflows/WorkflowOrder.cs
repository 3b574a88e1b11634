namespace Xcs.Bench;

/// <summary>An order of tasks in which parents come first.</summary>
internal static class WorkflowOrder
{
    /// <summary>Of those that could come next always the first in the file (Kahn's algorithm). Shorter than the list where there is a cycle.</summary>
    public static int[] Sort(IReadOnlyList<IReadOnlySet<int>> parents)
    {
        var waits = parents.Select(set => set.Count).ToArray();
        var children = Enumerable.Range(0, waits.Length).SelectMany(task => parents[task].Select(parent => (parent, task))).ToLookup(edge => edge.parent, edge => edge.task);
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, waits.Length).Where(task => waits[task] == 0).Select(task => (task, task)));
        var order = new List<int>(waits.Length);
        while (ready.TryDequeue(out var task, out _))
        {
            order.Add(task);
            foreach (var child in children[task])
            {
                if (--waits[child] == 0)
                    ready.Enqueue(child, child);
            }
        }

        return [.. order];
    }

    /// <summary>A cycle among the tasks that no order reaches, in the direction of the edges.</summary>
    public static int[] Cycle(IReadOnlyList<IReadOnlySet<int>> parents, int[] order)
    {
        var ordered = order.ToHashSet();
        var path = new List<int>();
        // Each task that is left waits for one that is left: walking backwards comes round.
        for (var task = Enumerable.Range(0, parents.Count).First(task => !ordered.Contains(task)); !path.Contains(task); task = parents[task].Order().First(parent => !ordered.Contains(parent)))
            path.Add(task);
        var last = path[^1];
        var start = path.FindIndex(task => parents[last].Contains(task) && !ordered.Contains(task));
        var cycle = path[start..];
        cycle.Reverse();
        return [.. cycle];
    }
}

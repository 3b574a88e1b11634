namespace Xcs.Dataflow;

/// <summary>
/// The program order of a built graph: arguments first, then of all orders that follow the edges the one that keeps the order of adding
/// longest (Kahn 1962, always taking the lowest node that is ready).
/// </summary>
internal static class GraphBuilderOrder
{
    /// <summary>The nodes in program order; fewer than all where the rest wait for a cycle.</summary>
    public static int[] Sort(Adjacency predecessors, List<Operator> operators)
    {
        var arguments = Enumerable.Range(0, operators.Count).Where(id => operators[id].Kind == OperatorKind.Argument).ToArray();
        return IsSorted(predecessors, operators, arguments.Length)
            ? [.. Enumerable.Range(0, operators.Count)]
            : Kahn(predecessors, arguments);
    }

    private static bool IsSorted(Adjacency predecessors, List<Operator> operators, int argumentCount)
    {
        for (var id = 0; id < operators.Count; id++)
        {
            if (id < argumentCount && operators[id].Kind != OperatorKind.Argument)
                return false;
            foreach (var earlier in predecessors[id])
            {
                if (earlier >= id)
                    return false;
            }
        }

        return true;
    }

    private static int[] Kahn(Adjacency predecessors, int[] arguments)
    {
        var successors = predecessors.Transpose(predecessors.Count);
        var waiting = new int[predecessors.Count];
        var ready = new PriorityQueue<int, int>();
        var order = new List<int>(predecessors.Count);
        for (var id = 0; id < waiting.Length; id++)
            waiting[id] = predecessors[id].Length;

        foreach (var argument in arguments)
            Take(argument);
        for (var id = 0; id < waiting.Length; id++)
        {
            if (predecessors[id].Length == 0 && Array.BinarySearch(arguments, id) < 0)
                ready.Enqueue(id, id);
        }

        while (ready.TryDequeue(out var id, out _))
            Take(id);
        return [.. order];

        void Take(int node)
        {
            order.Add(node);
            foreach (var successor in successors[node])
            {
                if (--waiting[successor] == 0)
                    ready.Enqueue(successor, successor);
            }
        }
    }
}

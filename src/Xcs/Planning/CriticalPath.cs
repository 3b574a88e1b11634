namespace Xcs.Planning;

/// <summary>Work and span of a graph under given costs, and a path whose costs add up to the span. Linear in nodes and edges.</summary>
/// <param name="Work">T1: the sum of all costs.</param>
/// <param name="WorkerTime">The part of <paramref name="Work"/> that holds a worker: all but asynchronous and blocking calls.</param>
/// <param name="Span">T∞: the largest sum of costs along a path.</param>
/// <param name="Nodes">The nodes of such a path; among equals that of the lowest ids.</param>
internal sealed record CriticalPath(double Work, double WorkerTime, double Span, int[] Nodes)
{
    public static CriticalPath Of(DataflowGraph graph, double[] costs)
    {
        var (work, workerTime) = (0.0, 0.0);
        var finish = new double[costs.Length];
        var last = -1;
        for (var id = 0; id < costs.Length; id++)
        {
            if (graph.Operators[id].IsGiven)
                continue;
            var latest = Latest(graph, finish, id);
            finish[id] = costs[id] + (latest < 0 ? 0 : finish[latest]);
            if (last < 0 || finish[id] > finish[last])
                last = id;
            work += costs[id];
            workerTime += HoldsWorker(graph.Operators[id]) ? costs[id] : 0;
        }

        return new CriticalPath(work, workerTime, last < 0 ? 0 : finish[last], PathTo(graph, finish, last));
    }

    /// <summary>Whether a worker is busy for as long as a call of the operator runs.</summary>
    public static bool HoldsWorker(Operator node) => node.Kind is not (OperatorKind.Asynchronous or OperatorKind.Blocking);

    private static int[] PathTo(DataflowGraph graph, double[] finish, int last)
    {
        var path = new List<int>();
        for (var node = last; node >= 0; node = Latest(graph, finish, node))
            path.Add(node);
        path.Reverse();
        return [.. path];
    }

    // The node that a node waits for longest; -1 where it waits for none.
    private static int Latest(DataflowGraph graph, double[] finish, int id) =>
        Latest(graph, finish, graph.Ordering[id], Latest(graph, finish, graph.Inputs[id], -1));

    private static int Latest(DataflowGraph graph, double[] finish, ReadOnlySpan<int> earlier, int latest)
    {
        foreach (var node in earlier)
        {
            if (graph.Operators[node].IsGiven)
                continue;
            if (latest < 0 || finish[node] > finish[latest] || (finish[node] == finish[latest] && node < latest))
                latest = node;
        }

        return latest;
    }
}

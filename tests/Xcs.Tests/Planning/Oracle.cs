namespace Xcs.Tests.Planning;

/// <summary>Slow and obviously right answers about small graphs.</summary>
internal sealed class Oracle
{
    private readonly DataflowGraph _graph;
    private readonly bool[,] _reaches;

    public Oracle(DataflowGraph graph)
    {
        _graph = graph;
        var n = graph.NodeCount;
        _reaches = new bool[n, n];
        for (var id = 0; id < n; id++)
        {
            foreach (var earlier in Before(id))
                _reaches[earlier, id] = true;
        }

        // Warshall 1962.
        for (var middle = 0; middle < n; middle++)
        {
            for (var from = 0; from < n; from++)
            {
                for (var to = 0; to < n; to++)
                    _reaches[from, to] |= _reaches[from, middle] && _reaches[middle, to];
            }
        }
    }

    public IEnumerable<int> Before(int id) => _graph.Inputs[id].ToArray().Concat(_graph.Ordering[id].ToArray());

    public bool Given(int id) => _graph.Operators[id].IsGiven;

    public bool Independent(int a, int b) => a != b && !_reaches[a, b] && !_reaches[b, a];

    public int Level(int id) => Given(id) ? -1 : 1 + Before(id).Select(Level).Append(-1).Max();

    public double LongestTo(int id, IReadOnlyList<double> costs) => costs[id] + Before(id).Select(earlier => LongestTo(earlier, costs)).Append(0).Max();

    /// <summary>List scheduling by looking at every node at every moment.</summary>
    public double Makespan(IReadOnlyList<double> costs, int workers, bool longestFirst)
    {
        var open = Enumerable.Range(0, _graph.NodeCount).Where(id => !Given(id)).ToHashSet();
        var running = new Dictionary<int, double>();
        var tails = Enumerable.Range(0, _graph.NodeCount).Select(Tail).ToArray();
        var now = 0.0;
        while (true)
        {
            var ready = open.Where(id => !running.ContainsKey(id) && Before(id).All(earlier => Given(earlier) || !open.Contains(earlier)));
            foreach (var id in ready.OrderBy(id => longestFirst ? -tails[id] : 0).ThenBy(id => id).ToList())
            {
                if (!HoldsWorker(id) || running.Keys.Count(HoldsWorker) < workers)
                    running.Add(id, now + costs[id]);
            }

            if (running.Count == 0)
                return now;
            now = running.Values.Min();
            foreach (var (id, end) in running.Where(pair => pair.Value == now).ToList())
            {
                running.Remove(id);
                open.Remove(id);
            }
        }

        double Tail(int id) => costs[id] + Enumerable.Range(0, _graph.NodeCount).Where(later => Before(later).Contains(id)).Select(Tail).Append(0).Max();
    }

    private bool HoldsWorker(int id) => _graph.Operators[id].Kind is not (OperatorKind.Asynchronous or OperatorKind.Blocking);
}

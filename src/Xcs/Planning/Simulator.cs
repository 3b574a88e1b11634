namespace Xcs.Planning;

/// <summary>
/// List scheduling on imagined workers. At each moment first every node that ends then is retired, then free workers take ready nodes by
/// rank: no outcome depends on the order in which a queue keeps equals.
/// </summary>
internal sealed class Simulator
{
    private readonly ExecutionPlan _plan;
    private readonly double[] _costs;
    private readonly int[] _waiting;
    private readonly int[] _ranks;
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly PriorityQueue<int, double> _running = new();
    private double _now;
    private int _idle;

    private Simulator(ExecutionPlan plan, int workers, SchedulingOrder order)
    {
        _plan = plan;
        _costs = plan.CostTable.ByNode;
        _idle = workers;
        _waiting = new int[_costs.Length];
        _ranks = order == SchedulingOrder.LongestPathFirst ? RankByLongestPath() : [];
    }

    public static double Makespan(ExecutionPlan plan, int workers, SchedulingOrder order)
    {
        var simulator = new Simulator(plan, workers, order);
        simulator.Run();
        return simulator._now;
    }

    private void Run()
    {
        foreach (var node in _plan.Table.Order)
            _waiting[node] = RunningBefore(_plan.Graph.Inputs[node]) + RunningBefore(_plan.Graph.Ordering[node]);
        foreach (var node in _plan.Table.Order)
        {
            if (_waiting[node] == 0)
                MakeReady(node);
        }

        StartReady();
        while (_running.TryDequeue(out var node, out var end))
        {
            _now = end;
            Retire(node);
            while (_running.TryPeek(out _, out var next) && next == end)
                Retire(_running.Dequeue());
            StartReady();
        }
    }

    private int RunningBefore(ReadOnlySpan<int> earlier)
    {
        var count = 0;
        foreach (var node in earlier)
            count += _plan.Graph.Operators[node].IsGiven ? 0 : 1;
        return count;
    }

    private void Retire(int node)
    {
        if (CriticalPath.HoldsWorker(_plan.Graph.Operators[node]))
            _idle++;
        foreach (var successor in _plan.Successors[node])
        {
            if (--_waiting[successor] == 0)
                MakeReady(successor);
        }
    }

    private void MakeReady(int node)
    {
        if (CriticalPath.HoldsWorker(_plan.Graph.Operators[node]))
            _ready.Enqueue(node, _ranks.Length == 0 ? node : _ranks[node]);
        else
            _running.Enqueue(node, _now + _costs[node]);
    }

    private void StartReady()
    {
        for (; _idle > 0 && _ready.TryDequeue(out var node, out _); _idle--)
            _running.Enqueue(node, _now + _costs[node]);
    }

    private int[] RankByLongestPath()
    {
        var tails = new double[_costs.Length];
        for (var id = tails.Length - 1; id >= 0; id--)
        {
            foreach (var successor in _plan.Successors[id])
                tails[id] = Math.Max(tails[id], tails[successor]);
            tails[id] += _costs[id];
        }

        var byTail = new int[tails.Length];
        for (var id = 0; id < byTail.Length; id++)
            byTail[id] = id;
        Array.Sort(byTail, (a, b) => tails[a] != tails[b] ? tails[b].CompareTo(tails[a]) : a.CompareTo(b));

        var ranks = new int[tails.Length];
        for (var rank = 0; rank < ranks.Length; rank++)
            ranks[byTail[rank]] = rank;
        return ranks;
    }
}

namespace Xcs.Planning;

/// <summary>
/// List scheduling on imagined workers. At each moment first every node that ends then is retired, then free workers take ready nodes by
/// rank: no outcome depends on the order in which a queue keeps equals.
/// </summary>
internal sealed class Simulator
{
    private readonly TaskGraph _tasks;
    private readonly int[] _waiting;
    private readonly int[] _ranks;
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly PriorityQueue<int, double> _running = new();
    private double _now;
    private int _idle;

    private Simulator(TaskGraph tasks, int workers, SchedulingOrder order)
    {
        _tasks = tasks;
        _idle = workers;
        _waiting = (int[])tasks.Waits.Clone();
        _ranks = order == SchedulingOrder.LongestPathFirst ? RankByLongestPath() : [];
    }

    public static double Makespan(TaskGraph tasks, int workers, SchedulingOrder order = SchedulingOrder.Program)
    {
        var simulator = new Simulator(tasks, workers, order);
        simulator.Run();
        return simulator._now;
    }

    private void Run()
    {
        for (var task = 0; task < _waiting.Length; task++)
        {
            if (_waiting[task] == 0)
                MakeReady(task);
        }

        StartReady();
        while (_running.TryDequeue(out var task, out var end))
        {
            _now = end;
            Retire(task);
            while (_running.TryPeek(out _, out var next) && next == end)
                Retire(_running.Dequeue());
            StartReady();
        }
    }

    private void Retire(int task)
    {
        if (_tasks.HoldsWorker[task])
            _idle++;
        foreach (var successor in _tasks.Successors[task])
        {
            if (--_waiting[successor] == 0)
                MakeReady(successor);
        }
    }

    private void MakeReady(int task)
    {
        if (_tasks.HoldsWorker[task])
            _ready.Enqueue(task, _ranks.Length == 0 ? task : _ranks[task]);
        else
            _running.Enqueue(task, _now + _tasks.Costs[task]);
    }

    private void StartReady()
    {
        for (; _idle > 0 && _ready.TryDequeue(out var task, out _); _idle--)
            _running.Enqueue(task, _now + _tasks.Costs[task]);
    }

    private int[] RankByLongestPath()
    {
        var tails = new double[_waiting.Length];
        for (var id = tails.Length - 1; id >= 0; id--)
        {
            foreach (var successor in _tasks.Successors[id])
                tails[id] = Math.Max(tails[id], tails[successor]);
            tails[id] += _tasks.Costs[id];
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

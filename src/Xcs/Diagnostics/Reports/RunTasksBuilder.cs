using Xcs.Compilation;
using Xcs.Dataflow;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>
/// Makes tasks of the nodes of a run: one of a plain node; of a node that spreads over workers as many as they can share, between one task
/// that starts them and one that joins them; of a node that waits outside one that holds no worker.
/// </summary>
internal sealed class RunTasksBuilder(RunRecording recording, UnitGraph units, int workers)
{
    // Enough for all workers to end at about the same time.
    private const int SharesPerWorker = 4;

    private readonly DataflowGraph _graph = recording.Graph;
    private readonly List<double> _costs = [];
    private readonly List<bool> _holdsWorker = [];
    private readonly List<bool> _isScheduled = [];
    private readonly List<int> _nodes = [];
    private readonly List<(int From, int To)> _edges = [];

    // By node: its piece, its first task and its last.
    private readonly int[] _piece = new int[recording.Graph.NodeCount];
    private readonly int[] _first = new int[recording.Graph.NodeCount];
    private readonly int[] _last = new int[recording.Graph.NodeCount];

    /// <summary>A node whose longest unit is two of half the time; -1 for none.</summary>
    public int Split { get; init; } = -1;

    /// <summary>An order that is not kept.</summary>
    public OrderCause? Free { get; init; }

    /// <summary>Whether a wave starts when the one before it has ended.</summary>
    public bool HasBarriers { get; init; }

    /// <summary>Whether all nodes run on one thread, waiting included.</summary>
    public bool IsOneByOne { get; init; }

    public RunTasks Build()
    {
        var free = Free is { } cause ? OrderCause.Of(_graph).Where(group => group.Key == cause).SelectMany(static group => group).ToHashSet() : [];
        SplitUnits(free);
        for (var place = 0; place < units.Order.Length; place++)
            AddNode(units.Order[place], isScheduled: IsFirstOfPiece(place));
        foreach (var node in units.Order)
        {
            foreach (var before in Before(node, free))
                _edges.Add((_last[before], _first[node]));
        }

        // The nodes of a piece run one after the other.
        for (var place = 1; place < units.Order.Length; place++)
        {
            if (IsOneByOne || !IsFirstOfPiece(place))
                _edges.Add((_last[units.Order[place - 1]], _first[units.Order[place]]));
        }

        if (HasBarriers)
            AddBarriers(free);
        return Finish();
    }

    // A piece is a unit, or what is left of it where nothing but the order that is not kept brought its nodes together.
    private void SplitUnits(HashSet<(int From, int To)> free)
    {
        var pieces = 0;
        for (var unit = 0; unit < units.UnitCount; unit++)
        {
            for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
            {
                if (place == units.UnitStart[unit] || free.Contains((units.Order[place - 1], units.Order[place])))
                    pieces++;
                _piece[units.Order[place]] = pieces - 1;
            }
        }
    }

    private bool IsFirstOfPiece(int place) => place == 0 || _piece[units.Order[place]] != _piece[units.Order[place - 1]];

    private IEnumerable<int> Before(int node, HashSet<(int From, int To)> free) => _graph.Inputs[node].ToArray()
        .Concat(_graph.Ordering[node].ToArray().Where(before => !free.Contains((before, node))))
        .Where(before => !_graph.Operators[before].IsGiven);

    private void AddNode(int node, bool isScheduled)
    {
        var cost = recording.Costs[node];
        if (IsOneByOne || (!_graph.Operators[node].WaitsOutside && UnitGraphBuilder.KindOf(_graph.Operators[node]) == UnitKind.Plain))
        {
            _first[node] = _last[node] = Add(node, IsOneByOne ? cost.Work : cost.WorkerTime, holdsWorker: true, isScheduled);
            return;
        }

        if (_graph.Operators[node].WaitsOutside)
        {
            _first[node] = _last[node] = Add(node, cost.Span, holdsWorker: false, isScheduled);
            return;
        }

        _first[node] = Add(node, 0, holdsWorker: false, isScheduled);
        _last[node] = Add(node, 0, holdsWorker: false, isScheduled: false);
        AddShares(node, cost);
    }

    // The longest unit is one share; what it does beyond the worker's time is waiting.
    private void AddShares(int node, NodeCost cost)
    {
        var longest = Math.Min(cost.Span, cost.WorkerTime) * (node == Split ? 0.5 : 1);
        var rest = cost.WorkerTime - longest;
        var shares = rest <= 0 ? 0 : (int)Math.Clamp(Math.Ceiling(rest / Math.Max(longest, double.Epsilon)), 1, SharesPerWorker * workers);
        AddShare(longest, holdsWorker: true);
        for (var share = 0; share < shares; share++)
            AddShare(rest / shares, holdsWorker: true);
        if (cost.Span > cost.WorkerTime)
            AddShare(cost.Span, holdsWorker: false);

        void AddShare(double time, bool holdsWorker)
        {
            var task = Add(node, time, holdsWorker, isScheduled: false);
            _edges.Add((_first[node], task));
            _edges.Add((task, _last[node]));
        }
    }

    private int Add(int node, double cost, bool holdsWorker, bool isScheduled)
    {
        _nodes.Add(node);
        _costs.Add(cost);
        _holdsWorker.Add(holdsWorker);
        _isScheduled.Add(isScheduled);
        return _nodes.Count - 1;
    }

    // Pieces in waves, as the units of a run stand.
    private void AddBarriers(HashSet<(int From, int To)> free)
    {
        var levels = new int[units.Order.Length];
        foreach (var node in units.Order)
        {
            foreach (var before in Before(node, free).Where(before => _piece[before] != _piece[node]))
                levels[_piece[node]] = Math.Max(levels[_piece[node]], levels[_piece[before]] + 1);
        }

        var barriers = Enumerable.Range(0, levels.Append(0).Max() + 1).Select(_ => Add(-1, 0, holdsWorker: false, isScheduled: false)).ToArray();
        foreach (var node in units.Order)
        {
            var level = levels[_piece[node]];
            _edges.Add((_last[node], barriers[level]));
            if (level > 0)
                _edges.Add((barriers[level - 1], _first[node]));
        }
    }

    private RunTasks Finish()
    {
        var waits = new int[_nodes.Count];
        foreach (var (_, to) in _edges)
            waits[to]++;
        var graph = new TaskGraph([.. _costs], [.. _holdsWorker], waits, Adjacency.FromPairs(_nodes.Count, _edges));
        return new RunTasks(graph, [.. _nodes], [.. _isScheduled]);
    }
}

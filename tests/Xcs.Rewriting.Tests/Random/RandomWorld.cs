namespace Xcs.Rewriting.Tests;

/// <summary>One random world with random rules, ticked on both sides.</summary>
internal sealed class RandomWorld : IDisposable
{
    private const int MostNodes = 140;
    private const int MostAsked = 40;

    private static readonly WorkerPool[] Pools = [new(new WorkerPoolOptions { Workers = 2 }), new(new WorkerPoolOptions { Workers = 5 })];

    private readonly Random _random;
    private readonly Kit _kit;
    private readonly Twin _twin;
    private readonly Ledger _ledger = new();
    private readonly List<Script> _scripts;
    private readonly bool _usesActive;
    private readonly WorldOptions _options;
    private int _late;

    public RandomWorld(int seed)
    {
        _random = new Random(seed);
        _kit = Kit.Any(_random);
        _options = new WorldOptions
        {
            Policy = (ConflictPolicy)_random.Next(3),
            Guard = (GuardMode)_random.Next(2),
            CrossWarp = (CrossWarp)_random.Next(2),
            Workers = _random.Next(2) == 0 ? 1 : null,
            Pool = Pools[_random.Next(2)],
            ParallelFrom = _random.Next(2) == 0 ? 0 : 12,
            Ledger = _ledger,
        };
        _twin = new Twin(_kit, _options);
        for (var k = 1; k <= ScriptMaker.NodeTypes; k++)
            _twin.DefineNodeType($"type {k}");
        _twin.DefineNodeType("seed");
        for (var k = 1; k <= ScriptMaker.EdgeTypes; k++)
            _twin.DefineEdgeType($"edge {k}");
        _scripts = new ScriptMaker(_random, _kit).Make(_random.Next(1, 7));
        _usesActive = _random.Next(3) == 0;
        for (var k = _random.Next(1, 3); k > 0; k--)
            _twin.CreateWarp($"root {k}", null);
        foreach (var script in _scripts)
            _twin.Register(script);
        for (var warp = 0; warp < _twin.Naive.Warps.Count; warp++)
            Populate(warp, _usesActive ? _random.Next(2, 30) : _random.Next(6) switch { 0 => 64, 1 => 65, 2 => 128, 3 => 1, _ => _random.Next(2, 60) });
        if (_random.Next(2) == 0)
        {
            _twin.CreateWarp("child", AnyNode(0));
            Populate(_twin.Naive.Warps.Count - 1, _random.Next(1, 20));
            if (_random.Next(2) == 0)
            {
                _twin.CreateWarp("grandchild", AnyNode(_twin.Naive.Warps.Count - 1));
                Populate(_twin.Naive.Warps.Count - 1, _random.Next(1, 20));
            }
        }
    }

    public string Describe() => $"{_options.Policy}, workers {_twin.World.Workers}, {_options.CrossWarp}, guard {_options.Guard}, tick {_twin.Naive.Tick}\n{string.Join('\n', _scripts)}\n{string.Join("; ", _twin.History.TakeLast(60))}";

    public void Dispose() => _twin.Dispose();

    /// <summary>Gives how many ticks failed.</summary>
    public int Run(int ticks)
    {
        var jumpAt = _random.Next(8) == 0 ? _random.Next(ticks) : int.MaxValue;
        var restartAt = _random.Next(4) == 0 ? _random.Next(ticks) : int.MaxValue;
        for (var tick = 0; tick < ticks; tick++)
        {
            ChangeFromOutside();
            Ask();
            var failures = _twin.Failures;
            _twin.Tick(_random.Next(4) == 0 ? _random.Next(1, 6) : 1);
            // What is deactivated after a tick comes back with it.
            var isQuiet = _twin.Failures == failures && _twin.Naive.Warps.Sum(static warp => warp.Agenda.Count) <= MostAsked;
            if (!isQuiet)
                _twin.DeactivateAll();
            if (isQuiet && tick >= jumpAt)
            {
                _twin.JumpThereAndBack((ulong)_random.NextInt64(1, (long)_twin.World.CurrentTick + 1));
                jumpAt = int.MaxValue;
            }

            if (isQuiet && tick >= restartAt)
            {
                Restart();
                restartAt = int.MaxValue;
            }

            if (tick % 50 == 0)
                _twin.CompareGraph();
        }

        _twin.CompareGraph();
        using var replayed = World.Replay(_twin.World.Ledger!, new WorldOptions { Workers = 1 });
        Assert.Equal(_twin.World.CommitHash, replayed.CommitHash);
        Assert.Equal(_twin.World.StateRoot, replayed.StateRoot);
        return _twin.Failures;
    }

    private void Restart()
    {
        var path = Path.GetTempFileName();
        try
        {
            _twin.World.Ledger!.Save(path);
            _twin.Continue(Ledger.Load(path), _options with { Ledger = null });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void ChangeFromOutside()
    {
        var nodes = _twin.Naive.Warps.Sum(static warp => warp.Nodes.Count);
        var warp = _random.Next(_twin.Naive.Warps.Count);
        if (nodes > MostNodes)
            Thin(_twin.Naive.Warps.MaxBy(static warp => warp.Nodes.Count)!);
        else if (_random.Next(12) == 0 || nodes == 0)
            Populate(warp, _random.Next(1, 8));
        else if (_random.Next(40) == 0)
            DefineMore();
        else if (_usesActive && _random.Next(6) == 0)
            Toggle(warp, _random.Next(_scripts.Count - 1));
    }

    private void DefineMore()
    {
        _late++;
        if (_random.Next(2) == 0)
            _twin.DefineNodeType($"late {_late}");
        if (_random.Next(2) == 0)
            _twin.DefineEdgeType($"late {_late}");
        if (_random.Next(2) == 0)
            _twin.DefineLate($"late {_late}");
        if (_random.Next(2) == 0 && AnyNode(0) is { } portal)
            _twin.CreateWarp($"late {_late}", portal);
    }

    private void Toggle(int warp, int rule)
    {
        if (_twin.Naive.Warps[warp].Active.Contains(rule))
            _twin.Deactivate(rule, warp);
        else if (!_scripts[rule].Grows)
            _twin.Activate(rule, warp);
    }

    private void Ask()
    {
        if (_random.Next(15) == 0)
            return;
        if (_random.Next(15) == 0)
            _twin.EnqueueAll(_random.Next(_scripts.Count), _random.Next(_twin.Naive.Warps.Count));
        for (var left = _random.Next(12); left > 0; left--)
        {
            var warp = _random.Next(_twin.Naive.Warps.Count);
            if (AnyNode(warp) is { } node)
                _twin.Enqueue(_random.Next(_scripts.Count), node);
        }
    }

    private Row? AnyNode(int warp)
    {
        var nodes = _twin.Naive.Warps[warp].Nodes;
        return nodes.Count == 0 ? null : new Row((uint)warp, nodes.Keys.ElementAt(_random.Next(nodes.Count)));
    }

    private void Populate(int warp, int count)
    {
        var seed = (uint)_random.Next();
        var old = _twin.Naive.Warps[warp].Nodes.Keys.ToArray();
        _twin.Edit(warp, delta =>
        {
            var nodes = old.Select(node => new Row((uint)warp, node)).ToList();
            for (uint k = 0; k < count; k++)
            {
                var draw = Mix.Of(seed, k, 0);
                nodes.Add(delta.CreateNode(draw % 60 == 0 ? ScriptMaker.Seed : 1 + (int)(draw % ScriptMaker.NodeTypes)));
                foreach (var attachment in _kit.NodePayloads)
                {
                    if (Mix.Of(seed, k, 1 + (uint)attachment) is var value && value % 3 == 0)
                        delta.SetOfNode(attachment, nodes[^1], _kit.Value(attachment, value));
                }
            }

            for (uint k = 0; k < 2 * count; k++)
            {
                var draw = Mix.Of(seed, k, 99);
                var edge = delta.CreateEdge(1 + (int)(draw % ScriptMaker.EdgeTypes), nodes[(int)(draw % (uint)nodes.Count)], nodes[(int)((draw >> 9) % (uint)nodes.Count)]);
                foreach (var attachment in _kit.EdgePayloads)
                {
                    if (Mix.Of(seed, k, 100 + (uint)attachment) is var value && value % 3 == 0)
                        delta.SetOfEdge(attachment, edge, _kit.Value(attachment, value));
                }
            }
        });
    }

    private void Thin(NaiveWarp warp)
    {
        var gone = warp.Nodes.Keys.Where((_, place) => place % 4 != 0).ToArray();
        _twin.Edit((int)warp.Id, delta =>
        {
            foreach (var node in gone)
                delta.DeleteNode(new Row(warp.Id, node));
        });
    }
}

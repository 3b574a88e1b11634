namespace Xcs.Rewriting.Tests;

/// <summary>A world of the engine and one of the reference that are told the same things, and compared after each.</summary>
internal sealed class Twin : IDisposable
{
    private readonly Kit _kit;
    private EngineKit _engineKit;
    private World _world;

    public Twin(Kit kit, WorldOptions options)
    {
        _kit = kit;
        _world = new World(options);
        Naive = new NaiveWorld((int)options.Policy);
        _engineKit = new EngineKit(_world, kit);
        foreach (var payload in kit.Payloads)
            Naive.Define(payload);
    }

    public NaiveWorld Naive { get; }

    public World World => _world;

    /// <summary>What both were told last.</summary>
    public List<string> History { get; } = [];

    /// <summary>How many ticks failed on both sides.</summary>
    public int Failures { get; private set; }

    public void Dispose() => _world.Dispose();

    public void DefineNodeType(string name)
    {
        _world.NodeType(name);
        Naive.NodeTypes.Add(name);
    }

    public void DefineEdgeType(string name)
    {
        _world.EdgeType(name);
        Naive.EdgeTypes.Add(name);
    }

    public void DefineLate(string name)
    {
        _world.EdgeAttachment<short>(name);
        Naive.Define(new Payload(name, true, "i2", 2, null));
    }

    public void CreateWarp(string name, Row? portal)
    {
        History.Add($"create warp {name} below {portal}");
        if (portal is { } node)
            _world.CreateWarp(name, EngineView.Node(node));
        else
            _world.CreateWarp(name);
        Naive.CreateWarp(name, portal);
    }

    public void Register(Script script)
    {
        _engineKit.Rules.Add(_world.Register(RuleOf(script)));
        Naive.Rules.Add(script);
    }

    public void Enqueue(int rule, Row node)
    {
        History.Add($"enqueue {Naive.Rules[rule].Name} at {node.Warp}:{node.Index}");
        _world.Enqueue(_engineKit.Rules[rule], _world.Warps[(int)node.Warp], EngineView.Node(node));
        Naive.Enqueue(rule, node);
    }

    public void EnqueueAll(int rule, int warp)
    {
        History.Add($"enqueue {Naive.Rules[rule].Name} all over {warp}");
        _world.EnqueueAll(_engineKit.Rules[rule], _world.Warps[warp]);
        foreach (var node in Naive.Warps[warp].Nodes.Keys)
            Naive.Enqueue(rule, new Row((uint)warp, node));
    }

    public void Activate(int rule, int warp)
    {
        History.Add($"activate {Naive.Rules[rule].Name} in {warp}");
        _world.Activate(_engineKit.Rules[rule], _world.Warps[warp]);
        Naive.Warps[warp].Active.Add(rule);
    }

    public void Deactivate(int rule, int warp)
    {
        History.Add($"deactivate {Naive.Rules[rule].Name} in {warp}");
        _world.Deactivate(_engineKit.Rules[rule], _world.Warps[warp]);
        Naive.Deactivate(rule, Naive.Warps[warp]);
    }

    public void DeactivateAll()
    {
        for (var warp = 0; warp < Naive.Warps.Count; warp++)
        {
            for (var rule = 0; rule < Naive.Rules.Count; rule++)
                Deactivate(rule, warp);
        }
    }

    public void Tick(int rounds)
    {
        History.Add($"tick {Naive.Tick + 1} of {rounds} rounds");
        Compare(() => _world.Tick(rounds), () => Naive.Run(rounds));
    }

    public void Edit(int warp, Action<IScriptDelta> change)
    {
        History.Add($"edit {Naive.Tick + 1} of {warp}");
        Compare(() => _world.Edit(_world.Warps[warp], delta => change(new EngineDelta(_engineKit, delta))), () => Naive.Edit(Naive.Warps[warp], change));
    }

    /// <summary>Goes on with a world made from the ledger, as another process would.</summary>
    public void Continue(Ledger ledger, WorldOptions options)
    {
        History.Add("restart");
        _world.Dispose();
        _world = World.Replay(ledger, options);
        var rules = Naive.Rules;
        _engineKit = new EngineKit(_world, _kit);
        foreach (var script in rules)
            _engineKit.Rules.Add(_world.Register(RuleOf(script)));
        ActivateAgain();
        CompareState();
    }

    /// <summary>Goes to an earlier tick and comes back; active rules stay active.</summary>
    public void JumpThereAndBack(ulong tick)
    {
        History.Add($"jump to {tick} and back");
        var now = _world.CurrentTick;
        _world.JumpTo(tick);
        _world.JumpTo(now);
        CompareState();
        CompareGraph();
    }

    public void CompareState()
    {
        Assert.Equal(Convert.ToHexStringLower(Naive.Root), _world.StateRoot.ToString());
        Assert.Equal(Convert.ToHexStringLower(Naive.Commit), _world.CommitHash.ToString());
        Assert.Equal(Naive.Tick, _world.CurrentTick);
        Assert.Equal(Naive.Warps.Count, _world.Warps.Count);
    }

    /// <summary>All that can be read through the public API, which hashes do not see: the lists of edges, names, counts.</summary>
    public void CompareGraph()
    {
        foreach (var warp in Naive.Warps)
        {
            var other = _world.Warps[(int)warp.Id];
            warp.BeginRound();
            var (naive, engine) = (new NaiveView(Naive, warp), new EngineView(_engineKit, _world.Read(other)));
            Assert.Equal(warp.Nodes.Keys, other.Nodes().Select(static node => node.Index));
            Assert.Equal(warp.Edges.Keys, other.Edges().Select(static edge => edge.Id.Index));
            Assert.Equal((warp.Nodes.Count, warp.Edges.Count, warp.Name), (other.NodeCount, other.EdgeCount, other.Name));
            foreach (var index in warp.Nodes.Keys)
            {
                var node = new Row(warp.Id, index);
                Assert.Equal(naive.TypeOf(node), engine.TypeOf(node));
                Assert.Equal(naive.Out(node, 0), engine.Out(node, 0));
                Assert.Equal(naive.In(node, 0), engine.In(node, 0));
                foreach (var attachment in _kit.NodePayloads)
                    Assert.Equal(naive.OfNode(attachment, node), engine.OfNode(attachment, node));
            }

            foreach (var edge in warp.Edges.Keys)
            {
                foreach (var attachment in _kit.EdgePayloads)
                    Assert.Equal(naive.OfEdge(attachment, new Row(warp.Id, edge)), engine.OfEdge(attachment, new Row(warp.Id, edge)));
            }
        }
    }

    private void ActivateAgain()
    {
        foreach (var warp in Naive.Warps)
        {
            foreach (var rule in warp.Active)
                _world.Activate(_engineKit.Rules[rule], _world.Warps[(int)warp.Id]);
        }
    }

    private EngineRule RuleOf(Script script) => script.IsLocal ? new EngineRule(script, _engineKit) : new FollowingEngineRule(script, _engineKit);

    private void Compare(Func<TickReceipt> engine, Func<NaiveReceipt> naive)
    {
        NaiveReceipt? expected = null;
        NaiveFault? fault = null;
        try
        {
            expected = naive();
        }
        catch (NaiveFault exception)
        {
            fault = exception;
        }

        if (fault is not null)
        {
            var refused = Assert.ThrowsAny<RewritingException>(engine);
            Assert.Equal(fault.Kind, refused.Fault.ToString());
            Failures++;
        }
        else
        {
            Assert.Equal(expected!.Describe(), NaiveReceipt.Describe(engine()));
        }

        CompareState();
    }
}

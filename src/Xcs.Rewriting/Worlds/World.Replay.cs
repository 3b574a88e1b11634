namespace Xcs.Rewriting;

// From ledgers to states.
public sealed partial class World
{
    private readonly Dictionary<string, Warp> _knownWarps = [];
    private int _seenNodeTypes;
    private int _seenEdgeTypes;
    private int _seenAttachments;

    /// <summary>
    /// Makes the world that a ledger describes, every digest checked, and goes on from there: the ledger becomes the world's, or a copy in memory where it is
    /// another one's. Types, attachments and warps are there by name; rules have to be registered, and activated, again.
    /// </summary>
    /// <param name="ledger">Its last entry's branch is replayed.</param>
    /// <param name="options">The options; its ledger is left out of account.</param>
    /// <exception cref="LedgerException">The ledger is damaged.</exception>
    /// <exception cref="RewritingException">The ledger is null.</exception>
    public static World Replay(Ledger ledger, WorldOptions? options = null)
    {
        if (ledger is null)
            throw new RewritingException(Fault.BadArgument, "the ledger is null", "Load one with Ledger.Load, or give a world's.");
        var world = new World((options ?? new WorldOptions()) with { Ledger = null });
        try
        {
            var branch = ledger.Branch();
            world.ReplayBranch(ledger, branch, 0, branch.Count);
            world._adopted = ledger.OwnOrCopy(world);
            return world;
        }
        catch
        {
            world.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Goes to the state after another tick of the ledger's last branch. What is asked for is what that tick left to do: what the program has enqueued or
    /// deactivated since does not count; what it has defined stays defined. Active rules stay active, also in warps that come back with a later jump, and
    /// look at all nodes again. A tick from there begins a new branch.
    /// </summary>
    /// <exception cref="RewritingException">The world has no ledger, the tick is none of the branch's, or the world is busy.</exception>
    public void JumpTo(ulong tick)
    {
        if (Ledger is not { } ledger)
            throw new RewritingException(Fault.Ledger, "the world keeps no ledger", "Set WorldOptions.Ledger.");
        Enter();
        try
        {
            var branch = ledger.Branch();
            var target = branch.FindIndex(entry => ledger[entry].Tick == tick);
            if (target < 0)
                throw new RewritingException(Fault.UnknownTick, $"tick {tick} is none of the ledger's", $"Use 1 to {(branch.Count == 0 ? 0 : ledger[branch[^1]].Tick)}.");
            Empty();
            ReplayBranch(ledger, branch, 0, target + 1);
            ledger.Position = branch[target];
        }
        finally
        {
            Leave();
        }
    }

    internal void SeeTypes(int nodeTypes, int edgeTypes)
    {
        _seenNodeTypes = nodeTypes;
        _seenEdgeTypes = edgeTypes;
    }

    internal void SeeAttachments(int attachments) => _seenAttachments = attachments;

    internal void AddUntyped(string name, TableKind kind, int size, string layout)
    {
        if (kind is < TableKind.NodeStructs or > TableKind.EdgeBytes)
            throw new LedgerException($"attachment {name} is of the unknown kind {(int)kind}", "Use a ledger of this version.");
        if (kind is TableKind.NodeBytes or TableKind.EdgeBytes)
            Add(new BytesAttachment(this, name, kind, Schema.Shapes.Count));
        else
            Add(new UntypedAttachment(this, name, kind, size, layout, Schema.Shapes.Count));
    }

    /// <summary>A warp of the same name, number and portal that the program knows from before a jump is the same object, with its active rules.</summary>
    internal void AddReplayedWarp(string name, NodeId? portal)
    {
        if (_knownWarps.TryGetValue(name, out var known) && known.Id.Value == WarpList.Count && known.Portal == portal)
        {
            known.AddTables();
            WarpList.Add(known);
            _warpsByName.Add(name, known);
            return;
        }

        AddWarp(name, portal);
    }

    private void ReplayBranch(Ledger ledger, List<int> branch, int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            var receipt = ReceiptCodec.Read(ledger[branch[k]].Span, out var patchAt);
            _run.Begin(new LedgerReplay(ledger[branch[k]], receipt, patchAt));
        }

        foreach (var warp in WarpList)
        {
            for (var rule = 0; rule < RuleList.Count; rule++)
            {
                if (warp.Agenda.IsActive(rule))
                    AddAllLive(warp, rule);
            }
        }

        if (to > from)
        {
            _ = ReceiptCodec.Read(ledger[branch[to - 1]].Span, out var at);
            new PatchReader(this).RestoreAgenda(ledger[branch[to - 1]].Span, at);
        }
    }

    private static void AddAllLive(Warp warp, int rule)
    {
        for (uint page = 0; page < Sharding.PagesFor(warp.NextNode); page++)
            AddLive(warp, rule, page, ulong.MaxValue);
    }

    // Nothing but definitions and rules is left.
    private void Empty()
    {
        foreach (var warp in WarpList)
        {
            _knownWarps[warp.Name] = warp;
            warp.Empty();
        }

        WarpList.Clear();
        _warpsByName.Clear();
        _waitingForRule.Clear();
        lock (_ingressLock)
            _ingress.Clear();
        (CurrentTick, CommitHash, StateRoot, CommittedWarps) = (0, default, default, 0);
        (CommittedNodeTypes, CommittedEdgeTypes, CommittedAttachments) = (0, 0, 0);
        _warpRoots.Resize(0, _batch);
    }
}

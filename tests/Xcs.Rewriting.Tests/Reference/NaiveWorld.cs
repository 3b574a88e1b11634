namespace Xcs.Rewriting.Tests;

/// <summary>
/// The engine once more, from its README alone: dictionaries, one thread, everything copied and hashed anew in each tick. Slow and plain; shares nothing
/// with the engine.
/// </summary>
internal sealed class NaiveWorld(int policy)
{
    private readonly List<(int Rule, Row Node)> _ingress = [];
    private NaiveCommit _committed = NaiveCommit.Nothing;

    /// <summary>0 reject, 1 retry, 2 join.</summary>
    public int Policy { get; } = policy;

    public ulong Tick { get; private set; }

    public byte[] Commit { get; private set; } = NaiveHash.Zero;

    public byte[] Root { get; private set; } = NaiveHash.Zero;

    public List<string> NodeTypes { get; } = [];

    public List<string> EdgeTypes { get; } = [];

    public List<Payload> Payloads { get; } = [];

    public List<NaiveWarp> Warps { get; } = [];

    public List<Script> Rules { get; } = [];

    public void Define(Payload payload)
    {
        Payloads.Add(payload);
        foreach (var warp in Warps)
            warp.Values.Add([]);
    }

    public NaiveWarp CreateWarp(string name, Row? portal)
    {
        var warp = new NaiveWarp((uint)Warps.Count, name, portal);
        for (var k = 0; k < Payloads.Count; k++)
            warp.Values.Add([]);
        warp.BeginRound();
        Warps.Add(warp);
        return warp;
    }

    public void Enqueue(int rule, Row node) => _ingress.Add((rule, node));

    public void Deactivate(int rule, NaiveWarp warp)
    {
        warp.Active.Remove(rule);
        warp.Agenda.RemoveWhere(entry => entry.Rule == rule);
        _ingress.RemoveAll(entry => entry.Rule == rule && entry.Node.Warp == warp.Id);
    }

    public NaiveReceipt Run(int rounds)
    {
        foreach (var (rule, node) in _ingress)
        {
            if (Warps[(int)node.Warp].Nodes.ContainsKey(node.Index))
                Warps[(int)node.Warp].Agenda.Add((rule, node.Index));
        }

        _ingress.Clear();
        var agendas = Warps.Select(static warp => warp.Agenda.ToArray()).ToArray();
        var rejected = new List<NaiveRejection>();
        var accepted = 0L;
        var done = 0;
        try
        {
            for (var number = 0; number < rounds; number++)
            {
                var round = new NaiveRound(this, number);
                if (!round.HasCandidates)
                    break;
                accepted += round.Run(rejected);
                done += round.HasMatched ? 1 : 0;
            }
        }
        catch (NaiveFault)
        {
            Undo(agendas.Length);
            for (var k = 0; k < agendas.Length; k++)
            {
                Warps[k].Agenda.Clear();
                Warps[k].Agenda.UnionWith(agendas[k]);
            }

            throw;
        }

        return CommitTick(done, accepted, rejected);
    }

    public NaiveReceipt Edit(NaiveWarp warp, Action<IScriptDelta> change)
    {
        var warps = Warps.Count;
        try
        {
            warp.BeginRound();
            var delta = new NaiveDelta(this, warp, 0, (uint)warp.NextNode, (uint)warp.NextEdge);
            change(delta);
            (warp.NextNode, warp.NextEdge) = (delta.NextNode, delta.NextEdge);
            NaiveMerge.Apply(this, [delta]);
        }
        catch (NaiveFault)
        {
            Undo(warps);
            throw;
        }

        return CommitTick(0, 0, []);
    }

    private NaiveReceipt CommitTick(int rounds, long accepted, List<NaiveRejection> rejected)
    {
        var root = NaiveHash.State(this);
        var patch = NaivePatch.Digest(this, _committed);
        var commit = NaiveHash.Commit(this, Commit, root, patch);
        var receipt = new NaiveReceipt(Tick + 1, rounds, accepted, rejected, Commit, root, patch, commit);
        (Tick, Commit, Root) = (Tick + 1, commit, root);
        _committed = new NaiveCommit([.. Warps.Select(static warp => warp.CopyState())], NodeTypes.Count, EdgeTypes.Count, Payloads.Count);
        return receipt;
    }

    // Warps made since the last commit from outside stay; those of the tick go.
    private void Undo(int warps)
    {
        Warps.RemoveRange(warps, Warps.Count - warps);
        foreach (var warp in Warps)
        {
            var empty = new NaiveWarp(warp.Id, warp.Name, warp.Portal);
            warp.SetStateOf(warp.Id < _committed.Warps.Count ? _committed.Warps[(int)warp.Id] : empty);
        }
    }
}

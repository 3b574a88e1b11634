namespace Xcs.Rewriting;

/// <summary>Writes the commit of a tick: the patch's head, the digests, the receipt, the ledger's entry.</summary>
internal sealed class CommitWriter
{
    private readonly NativeList<byte> _head = new();
    private readonly NativeList<byte> _scratch = new();
    private readonly NativeList<byte> _entry = new();

    /// <summary>The receipt of a tick that a ledger has, if the digests are the same.</summary>
    public TickReceipt Check(World world, TickRun run, TickReceipt expected)
    {
        WriteHead(world);
        var patch = PatchDigest(run);
        var commit = CommitHash(world.CurrentTick + 1, expected.Policy, world.CommitHash, world.Root, patch);
        if (patch != expected.PatchDigest || world.Root != expected.StateRoot || commit != expected.CommitHash)
            throw new LedgerException($"replaying tick {expected.Tick} gives commit {commit}, the ledger says {expected.CommitHash}", "Use a copy of the ledger that is whole.");
        return expected;
    }

    public TickReceipt Write(World world, TickRun run)
    {
        WriteHead(world);
        var patch = PatchDigest(run);
        var tick = world.CurrentTick + 1;
        var commit = CommitHash(tick, world.Options.Policy, world.CommitHash, world.Root, patch);
        var receipt = new ByteWriter(_entry);
        _entry.Clear();
        receipt.Write(tick);
        receipt.Write((byte)world.Options.Policy);
        receipt.Write((uint)run.RoundsDone);
        receipt.Write((ulong)run.Accepted);
        receipt.Write(world.CommitHash);
        receipt.Write(world.Root);
        receipt.Write(patch);
        receipt.Write(commit);
        WriteRejected(run, receipt);
        var digest = receipt.Hash();
        if (world.Ledger is { } ledger)
            Append(world, run, ledger, receipt, commit);
        return new TickReceipt
        {
            Tick = tick,
            Rounds = run.RoundsDone,
            Accepted = run.Accepted,
            Rejected = Rejections(run),
            Policy = world.Options.Policy,
            Parent = world.CommitHash,
            StateRoot = world.Root,
            PatchDigest = patch,
            CommitHash = commit,
            Digest = digest,
        };
    }

    public static Digest CommitHash(NativeList<byte> scratch, ulong tick, ConflictPolicy policy, Digest parent, Digest root, Digest patch)
    {
        var bytes = new ByteWriter(scratch, tag: 7 | ((ulong)policy << 8));
        bytes.Write(tick);
        bytes.Write(tick == 1 ? 0U : 1U);
        if (tick > 1)
            bytes.Write(parent);
        bytes.Write(root);
        bytes.Write(patch);
        return bytes.Hash();
    }

    private Digest CommitHash(ulong tick, ConflictPolicy policy, Digest parent, Digest root, Digest patch) =>
        CommitHash(_scratch, tick, policy, parent, root, patch);

    private void WriteHead(World world)
    {
        _head.Clear();
        var head = new ByteWriter(_head);
        SchemaCodec.Write(world.Schema, head, world.CommittedSchema, world.SeenSchema, isPatch: true);
        head.Write((uint)world.CommittedWarps);
        head.Write((uint)(world.WarpList.Count - world.CommittedWarps));
        for (var k = world.CommittedWarps; k < world.WarpList.Count; k++)
        {
            var warp = world.WarpList[k];
            head.Write(warp.Portal?.Warp.Value ?? uint.MaxValue);
            head.Write(warp.Portal?.Index ?? uint.MaxValue);
            head.Write(warp.Name);
        }

        var at = head.Count;
        var count = 0U;
        head.Write(count);
        foreach (var warp in world.WarpList)
        {
            if (warp.NextNode == warp.CommittedNodes && warp.NextEdge == warp.CommittedEdges)
                continue;
            count++;
            head.Write(warp.Id.Value);
            head.Write((ulong)warp.NextNode);
            head.Write((ulong)warp.NextEdge);
        }

        head.Patch(at, count);
    }

    private Digest PatchDigest(TickRun run)
    {
        var bytes = new ByteWriter(_scratch, tag: 6);
        var at = bytes.Count;
        var count = 1U;
        bytes.Write(count);
        bytes.Write(uint.MaxValue);
        bytes.Write(0U);
        bytes.Write((ulong)_head.Count);
        bytes.Write(Sha.Hash(_head.Span));
        foreach (ref readonly var unit in run.HashedUnits)
        {
            if (unit.Count == 0)
                continue;
            count++;
            bytes.Write((uint)unit.Warp);
            bytes.Write((uint)unit.Shard);
            bytes.Write((ulong)unit.Count);
            bytes.Write(unit.PatchDigest);
        }

        bytes.Patch(at, count);
        return bytes.Hash();
    }

    private static void WriteRejected(TickRun run, ByteWriter bytes)
    {
        var rejected = run.Admission.Rejected;
        bytes.Write((uint)rejected.Count);
        foreach (ref readonly var rejection in rejected.Span)
        {
            WriteRewrite(run.Name(rejection.Rewrite), bytes);
            bytes.Write((uint)rejection.Round);
            bytes.Write((uint)rejection.BlockerCount);
            foreach (ref readonly var blocker in run.Admission.Blockers.Span.Slice(rejection.FirstBlocker, rejection.BlockerCount))
                WriteRewrite(run.Name(blocker), bytes);
        }
    }

    private static void WriteRewrite(Rewrite rewrite, ByteWriter bytes)
    {
        bytes.Write(rewrite.Rule);
        bytes.Write(rewrite.Scope.Warp.Value);
        bytes.Write(rewrite.Scope.Index);
    }

    private static Rejection[] Rejections(TickRun run)
    {
        var rejected = run.Admission.Rejected;
        if (rejected.Count == 0)
            return [];
        var rejections = new Rejection[rejected.Count];
        for (var k = 0; k < rejections.Length; k++)
        {
            var source = rejected[k];
            var blockers = new Rewrite[source.BlockerCount];
            for (var b = 0; b < blockers.Length; b++)
                blockers[b] = run.Name(run.Admission.Blockers[source.FirstBlocker + b]);
            rejections[k] = new Rejection(run.Name(source.Rewrite), source.Round, blockers);
        }

        return rejections;
    }

    private void Append(World world, TickRun run, Ledger ledger, ByteWriter entry, Digest commit)
    {
        var at = entry.Count;
        var count = 1U;
        entry.Write(count);
        entry.Write(uint.MaxValue);
        entry.Write(0U);
        entry.Write((ulong)_head.Count);
        entry.Write(_head.Span);
        foreach (ref readonly var unit in run.HashedUnits)
        {
            if (unit.Count == 0)
                continue;
            count++;
            entry.Write((uint)unit.Warp);
            entry.Write((uint)unit.Shard);
            entry.Write((ulong)unit.Count);
            entry.Write(run.PatchOf(unit));
        }

        entry.Patch(at, count);
        AgendaCodec.Write(world, entry);
        ledger.Append(_entry.Span, world.CommitHash, commit);
    }
}

namespace Xcs.Rewriting;

// Digests of warps, schema and state.
public sealed unsafe partial class World
{
    private readonly HashTree _warpRoots = new();
    private readonly NativeList<byte> _scratch = new();
    private readonly ShaBatch _batch = new();
    private int _hashedSchema = -1;
    private Digest _schemaDigest;

    /// <summary>Warps as of the last commit.</summary>
    internal int CommittedWarps { get; private set; }

    internal int CommittedNodeTypes { get; private set; }

    internal int CommittedEdgeTypes { get; private set; }

    internal int CommittedAttachments { get; private set; }

    internal bool HasNewSchema => CommittedAttachments != _seenAttachments;

    /// <summary>What is defined as of the last commit, and of the next.</summary>
    internal (int NodeTypes, int EdgeTypes, int Attachments) CommittedSchema => (CommittedNodeTypes, CommittedEdgeTypes, CommittedAttachments);

    internal (int NodeTypes, int EdgeTypes, int Attachments) SeenSchema => (_seenNodeTypes, _seenEdgeTypes, _seenAttachments);

    internal Digest Root { get; private set; }

    /// <summary>The next commit has all that is defined.</summary>
    internal void SeeAll()
    {
        SeeTypes(Schema.NodeTypeNames.Count, Schema.EdgeTypeNames.Count);
        SeeAttachments(Schema.Attachments.Count);
    }

    internal void UpdateRoot(Warp warp)
    {
        var bytes = new ByteWriter(_scratch, tag: 3);
        bytes.Write(warp.Id.Value);
        bytes.Write(warp.Portal?.Warp.Value ?? uint.MaxValue);
        bytes.Write(warp.Portal?.Index ?? uint.MaxValue);
        bytes.Write(warp.Name);
        bytes.Write((ulong)warp.NextNode);
        bytes.Write((ulong)warp.NextEdge);
        bytes.Write((uint)(2 + _seenAttachments));
        foreach (var table in warp.Tables[..(2 + _seenAttachments)])
        {
            table.Shards.Update(_batch);
            bytes.Write(table.Shards.Root);
        }

        warp.Root = bytes.Hash();
    }

    /// <summary>The state root from those of the warps.</summary>
    internal void UpdateRoot()
    {
        var version = _seenNodeTypes + _seenEdgeTypes + _seenAttachments;
        if (_hashedSchema != version)
        {
            var schema = new ByteWriter(_scratch, tag: 5);
            SchemaCodec.Write(Schema, schema, default, (_seenNodeTypes, _seenEdgeTypes, _seenAttachments), isPatch: false);
            _schemaDigest = schema.Hash();
            _hashedSchema = version;
        }

        _warpRoots.Resize(WarpList.Count, _batch);
        for (var k = 0; k < WarpList.Count; k++)
        {
            if (WarpList[k].IsTouched || k >= CommittedWarps || HasNewSchema)
                _warpRoots.SetLeaf(k, WarpList[k].Root);
        }

        _warpRoots.Update(_batch);
        var bytes = new ByteWriter(_scratch, tag: 4);
        bytes.Write(_schemaDigest);
        bytes.Write((uint)WarpList.Count);
        bytes.Write(_warpRoots.Root);
        Root = bytes.Hash();
    }

    internal void Committed(TickReceipt receipt)
    {
        CurrentTick = receipt.Tick;
        CommitHash = receipt.CommitHash;
        StateRoot = receipt.StateRoot;
        CommittedWarps = WarpList.Count;
        (CommittedNodeTypes, CommittedEdgeTypes, CommittedAttachments) = (_seenNodeTypes, _seenEdgeTypes, _seenAttachments);
    }
}

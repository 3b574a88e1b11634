using System.Buffers.Binary;

namespace Xcs.Rewriting;

/// <summary>Reads receipts from the entries of a ledger.</summary>
internal static class ReceiptCodec
{
    public static ulong Tick(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt64LittleEndian(payload);

    /// <param name="payload">The entry.</param>
    /// <param name="end">Where the patch begins.</param>
    public static TickReceipt Read(ReadOnlySpan<byte> payload, out int end)
    {
        var reader = new ByteReader(payload);
        var tick = reader.Read<ulong>();
        var policy = (ConflictPolicy)reader.Read<byte>();
        var rounds = reader.ReadCount();
        var accepted = (long)reader.Read<ulong>();
        var parent = reader.ReadDigest();
        var root = reader.ReadDigest();
        var patch = reader.ReadDigest();
        var commit = reader.ReadDigest();
        var rejected = new List<Rejection>();
        for (var left = reader.ReadCount(); left > 0; left--)
            rejected.Add(ReadRejection(ref reader));
        end = reader.Position;
        return new TickReceipt
        {
            Tick = tick,
            Rounds = rounds,
            Accepted = accepted,
            Rejected = rejected,
            Policy = policy,
            Parent = parent,
            StateRoot = root,
            PatchDigest = patch,
            CommitHash = commit,
            Digest = Sha.Hash(payload[..end]),
        };
    }

    private static Rejection ReadRejection(ref ByteReader reader)
    {
        var rewrite = ReadRewrite(ref reader);
        var round = reader.ReadCount();
        var blockers = new List<Rewrite>();
        for (var left = reader.ReadCount(); left > 0; left--)
            blockers.Add(ReadRewrite(ref reader));
        return new Rejection(rewrite, round, blockers);
    }

    private static Rewrite ReadRewrite(ref ByteReader reader) =>
        new(reader.ReadName(), new NodeId(new WarpId(reader.Read<uint>()), reader.Read<uint>()));
}

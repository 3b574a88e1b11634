using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuickStart;

/// <summary>
/// SHA-256 over every bit of a result: names, lengths, terms, postings, weights, norms and hits. Equal digests, equal results.
/// </summary>
public static class Digest
{
    public static string Of(SearchResult result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in result.Index.Parts)
        {
            for (var document = 0; document < part.Documents.Count; document++)
            {
                Append(hash, part.Documents.Name(document));
            }

            Append<int>(hash, part.Lengths);
        }

        for (var shard = 0; shard < result.Index.Shards.Count; shard++)
        {
            Append(hash, result.Index.Shards[shard]);
            Append<double>(hash, result.Weights[shard]);
        }

        Append<double>(hash, result.Norms);
        foreach (var (document, score) in result.Hits)
        {
            Append<double>(hash, [document, score]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, IndexShard shard)
    {
        for (var term = 0; term < shard.Terms.Count; term++)
        {
            Append(hash, shard.Terms[term]);
            Append(hash, shard.PostingsOf(term));
        }
    }

    // The length first: "ab" + "c" is not "a" + "bc".
    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : struct
    {
        hash.AppendData(BitConverter.GetBytes(values.Length));
        hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}

using Xcs;

namespace QuickStart;

/// <summary>
/// One partition of the index: its terms, numbered in the order of the slices, and the postings of each in document order. Both
/// orders come from the data alone.
/// </summary>
public sealed class IndexShard(TermTable terms, int[] postingStarts, Posting[] postings)
{
    public TermTable Terms => terms;

    public ReadOnlyMemory<Posting> Postings => postings;

    public ReadOnlySpan<Posting> PostingsOf(int term) => postings.AsSpan(postingStarts[term]..postingStarts[term + 1]);

    /// <summary>Merges one partition of all parts. Touches nothing of other partitions, so that all can be merged at once.</summary>
    [Operator(Name = "merge shard")]
    public static IndexShard Merge(TermCounts[] parts, int partition)
    {
        var terms = new TermTable();
        var ids = new int[parts.Sum(part => part.TermsOf(partition).Length)];
        var starts = Number(parts, partition, terms, ids);
        var postings = Collect(parts, partition, starts, ids);
        return new IndexShard(terms, starts, postings);
    }

    // Gives every term its number, writes the numbers down in the order of the parts, and returns where each term's postings start.
    private static int[] Number(TermCounts[] parts, int partition, TermTable terms, int[] ids)
    {
        var counts = new int[ids.Length + 1];
        var next = 0;
        foreach (var part in parts)
        {
            var place = 0;
            foreach (var term in part.TermsOf(partition))
            {
                var id = terms.GetOrAdd(part.Table[term], part.Table.Hash(term));
                counts[id + 1] += part.PostingsOf(partition, place++).Length;
                ids[next++] = id;
            }
        }

        var starts = counts[..(terms.Count + 1)];
        for (var id = 0; id < terms.Count; id++)
        {
            starts[id + 1] += starts[id];
        }

        return starts;
    }

    private static Posting[] Collect(TermCounts[] parts, int partition, int[] starts, int[] ids)
    {
        var merged = GC.AllocateUninitializedArray<Posting>(starts[^1]);
        var free = starts.AsSpan().ToArray();
        var (next, firstDocument) = (0, 0);
        foreach (var part in parts)
        {
            for (var place = 0; place < part.TermsOf(partition).Length; place++)
            {
                ref var target = ref free[ids[next++]];
                foreach (var (document, occurrences) in part.PostingsOf(partition, place))
                {
                    merged[target++] = new Posting(firstDocument + document, occurrences);
                }
            }

            firstDocument += part.Documents.Count;
        }

        return merged;
    }
}

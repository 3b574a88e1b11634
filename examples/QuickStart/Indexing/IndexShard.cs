namespace QuickStart;

/// <summary>One partition of the index: its terms in ordinal order, and the postings of each in document order.</summary>
public sealed record IndexShard(string[] Terms, int[] PostingStarts, Posting[] Postings)
{
    public ReadOnlySpan<Posting> PostingsOf(int term) => Postings.AsSpan(PostingStarts[term]..PostingStarts[term + 1]);

    /// <summary>The term's number in this shard, or a negative number.</summary>
    public int Find(string term) => Array.BinarySearch(Terms, term, StringComparer.Ordinal);

    /// <summary>Merges one partition of all parts. Reads nothing of other partitions, so that all of them can be merged at once.</summary>
    public static IndexShard Merge(TermCounts[] parts, int partition)
    {
        var (table, ids) = Number(parts, partition);
        var terms = new string[table.Count];
        var rank = new int[table.Count];
        for (var id = 0; id < terms.Length; id++)
        {
            terms[id] = table[id].ToString();
            rank[id] = id;
        }

        Array.Sort(terms, rank, StringComparer.Ordinal); // rank: from place to id
        var places = new int[rank.Length];
        for (var place = 0; place < rank.Length; place++)
        {
            places[rank[place]] = place;
        }

        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = places[ids[i]];
        }

        return Collect(parts, partition, terms, ids);
    }

    // The term of every entry of the partition, part by part, as one number for all parts.
    private static (TermTable Table, int[] Ids) Number(TermCounts[] parts, int partition)
    {
        var table = new TermTable();
        var ids = new int[parts.Sum(part => part.PartitionStarts[partition + 1] - part.PartitionStarts[partition])];
        var next = 0;
        foreach (var part in parts)
        {
            for (var entry = part.PartitionStarts[partition]; entry < part.PartitionStarts[partition + 1]; entry++)
            {
                var term = part.Terms[entry];
                ids[next++] = table.GetOrAdd(part.Table[term], part.Table.Hash(term));
            }
        }

        return (table, ids);
    }

    private static IndexShard Collect(TermCounts[] parts, int partition, string[] terms, int[] places)
    {
        var starts = new int[terms.Length + 1];
        Visit((place, postings, _) => starts[place + 1] += postings.Length);
        for (var place = 0; place < terms.Length; place++)
        {
            starts[place + 1] += starts[place];
        }

        var merged = GC.AllocateUninitializedArray<Posting>(starts[^1]);
        var next = starts.AsSpan(0, terms.Length).ToArray();
        Visit((place, postings, firstDocument) =>
        {
            var target = merged.AsSpan(next[place], postings.Length);
            for (var i = 0; i < postings.Length; i++)
            {
                target[i] = new Posting(postings[i].Document + firstDocument, postings[i].Occurrences);
            }

            next[place] += postings.Length;
        });
        return new IndexShard(terms, starts, merged);

        void Visit(Action<int, ReadOnlySpan<Posting>, int> visit)
        {
            var (i, firstDocument) = (0, 0);
            foreach (var part in parts)
            {
                for (var entry = part.PartitionStarts[partition]; entry < part.PartitionStarts[partition + 1]; entry++)
                {
                    visit(places[i++], part.PostingsOf(entry), firstDocument);
                }

                firstDocument += part.Documents.Count;
            }
        }
    }
}

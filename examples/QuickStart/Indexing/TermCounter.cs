namespace QuickStart;

/// <summary>Counts words document by document, then orders what it counted by partition and term with two counting sorts.</summary>
public sealed class TermCounter
{
    private readonly TermTable table = new();
    private int[] lastEntry = new int[2048];  // by term: its newest entry + 1
    private int[] entryTerms = new int[8192]; // by entry, in order of first appearance in a document
    private Posting[] entries = new Posting[8192];
    private int entryCount;

    public void Add(ReadOnlySpan<char> term, uint hash, int document)
    {
        var id = table.GetOrAdd(term, hash);
        if (id == lastEntry.Length)
        {
            Array.Resize(ref lastEntry, id * 2);
        }

        var last = lastEntry[id] - 1;
        if (last >= 0 && entries[last].Document == document)
        {
            entries[last] = new Posting(document, entries[last].Occurrences + 1);
            return;
        }

        if (entryCount == entries.Length)
        {
            Array.Resize(ref entries, entryCount * 2);
            Array.Resize(ref entryTerms, entryCount * 2);
        }

        entries[entryCount] = new Posting(document, 1);
        entryTerms[entryCount] = id;
        lastEntry[id] = ++entryCount;
    }

    public TermCounts Build(Documents documents, int[] lengths)
    {
        var partitions = new int[table.Count];
        for (var id = 0; id < partitions.Length; id++)
        {
            partitions[id] = Partition.Of(table.Hash(id));
        }

        var (terms, partitionStarts) = CountingSort.Order(partitions, Partition.Count);
        var rank = new int[terms.Length];
        for (var entry = 0; entry < terms.Length; entry++)
        {
            rank[terms[entry]] = entry;
        }

        var keys = new int[entryCount];
        for (var entry = 0; entry < keys.Length; entry++)
        {
            keys[entry] = rank[entryTerms[entry]];
        }

        var (order, postingStarts) = CountingSort.Order(keys, terms.Length);
        return new TermCounts
        {
            Documents = documents,
            Lengths = lengths,
            Table = table,
            Terms = terms,
            PartitionStarts = partitionStarts,
            PostingStarts = postingStarts,
            Postings = Array.ConvertAll(order, entry => entries[entry]),
        };
    }
}

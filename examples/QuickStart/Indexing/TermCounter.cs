namespace QuickStart;

/// <summary>Counts terms document by document, then orders what it counted by partition and term.</summary>
public sealed class TermCounter
{
    private readonly TermTable table = new();
    private int[] lastPosting = new int[2048];   // by term: its newest posting + 1
    private int[] postingTerms = new int[16384]; // by posting: its term
    private Posting[] postings = new Posting[16384]; // in order of first appearance in a document
    private int count;

    public void Add(ReadOnlySpan<char> text, uint hash, int document)
    {
        var term = table.GetOrAdd(text, hash);
        if (term == lastPosting.Length)
        {
            Array.Resize(ref lastPosting, term * 2);
        }

        var last = lastPosting[term] - 1;
        if (last >= 0 && postings[last].Document == document)
        {
            postings[last] = new Posting(document, postings[last].Occurrences + 1);
            return;
        }

        if (count == postings.Length)
        {
            Array.Resize(ref postings, count * 2);
            Array.Resize(ref postingTerms, count * 2);
        }

        postings[count] = new Posting(document, 1);
        postingTerms[count] = term;
        lastPosting[term] = ++count;
    }

    public TermCounts Build(Documents documents, int[] lengths)
    {
        var ids = new int[table.Count];
        var partitions = new int[table.Count];
        for (var term = 0; term < ids.Length; term++)
        {
            ids[term] = term;
            partitions[term] = Partition.Of(table.Hash(term));
        }

        var (terms, partitionStarts) = CountingSort.Sort<int>(partitions, ids, Partition.Count);
        var places = ids;
        for (var place = 0; place < terms.Length; place++)
        {
            places[terms[place]] = place;
        }

        var keys = postingTerms.AsSpan(0, count);
        foreach (ref var key in keys)
        {
            key = places[key];
        }

        var (sorted, postingStarts) = CountingSort.Sort<Posting>(keys, postings.AsSpan(0, count), terms.Length);
        return new TermCounts
        {
            Documents = documents,
            Lengths = lengths,
            Table = table,
            Terms = terms,
            PartitionStarts = partitionStarts,
            PostingStarts = postingStarts,
            Postings = sorted,
        };
    }
}

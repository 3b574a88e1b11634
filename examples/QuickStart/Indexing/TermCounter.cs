using System.Buffers;

namespace QuickStart;

/// <summary>
/// Counts terms document by document, then orders what it counted by partition and term. Its scratch is rented: fresh
/// arrays for every slice cost page faults and collections, which stop all workers at once.
/// </summary>
public sealed class TermCounter
{
    private readonly TermTable table = new();
    private int[] lastPosting = new int[2048]; // by term: its newest posting + 1
    private int[] postingTerms = ArrayPool<int>.Shared.Rent(65536); // by posting: its term
    private Posting[] postings = ArrayPool<Posting>.Shared.Rent(65536); // in order of first appearance in a document
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

        if (count == postings.Length || count == postingTerms.Length)
        {
            Grow(ref postings);
            Grow(ref postingTerms);
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
        ArrayPool<Posting>.Shared.Return(postings);
        ArrayPool<int>.Shared.Return(postingTerms);
        (postings, postingTerms) = ([], []);
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

    private static void Grow<T>(ref T[] array)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.CopyTo(larger, 0);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}

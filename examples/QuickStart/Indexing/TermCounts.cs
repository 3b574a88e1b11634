using Xcs;

namespace QuickStart;

/// <summary>
/// What one slice adds to the index: its terms, ordered by partition, each with its postings in document order. Documents are
/// numbered from 0 within the slice.
/// </summary>
public sealed class TermCounts
{
    public required Documents Documents { get; init; }

    /// <summary>Terms of each document, repetitions counted.</summary>
    public required int[] Lengths { get; init; }

    public required TermTable Table { get; init; }

    /// <summary>Terms of <see cref="Table"/>, partition by partition.</summary>
    public required int[] Terms { get; init; }

    /// <summary>Where each partition starts in <see cref="Terms"/>, with the end as last element.</summary>
    public required int[] PartitionStarts { get; init; }

    /// <summary>Where the postings of each element of <see cref="Terms"/> start, with the end as last element.</summary>
    public required int[] PostingStarts { get; init; }

    public required Posting[] Postings { get; init; }

    /// <summary>The terms of one partition.</summary>
    public ReadOnlySpan<int> TermsOf(int partition) => Terms.AsSpan(PartitionStarts[partition]..PartitionStarts[partition + 1]);

    /// <summary>The postings of the term at a place among <see cref="TermsOf"/>.</summary>
    public ReadOnlySpan<Posting> PostingsOf(int partition, int place)
    {
        var element = PartitionStarts[partition] + place;
        return Postings.AsSpan(PostingStarts[element]..PostingStarts[element + 1]);
    }

    [Operator(Name = "count terms")]
    public static TermCounts Count(Documents documents)
    {
        var counter = new TermCounter();
        var lengths = new int[documents.Count];
        Span<char> buffer = stackalloc char[TermReader.BufferLength];
        for (var document = 0; document < documents.Count; document++)
        {
            var terms = new TermReader(documents.All(document), buffer);
            while (terms.Next())
            {
                counter.Add(terms.Term, terms.Hash, document);
                lengths[document]++;
            }
        }

        return counter.Build(documents, lengths);
    }
}

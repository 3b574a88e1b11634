namespace QuickStart;

/// <summary>
/// What one slice adds to the index: its terms, ordered by partition, each with its postings in document order. Documents are
/// numbered from 0 within the slice.
/// </summary>
public sealed class TermCounts
{
    public required Documents Documents { get; init; }

    /// <summary>Words of each document.</summary>
    public required int[] Lengths { get; init; }

    public required TermTable Table { get; init; }

    /// <summary>Ids in <see cref="Table"/>, partition by partition.</summary>
    public required int[] Terms { get; init; }

    /// <summary>Where each partition starts in <see cref="Terms"/>, and the end.</summary>
    public required int[] PartitionStarts { get; init; }

    /// <summary>Where the postings of each entry of <see cref="Terms"/> start, and the end.</summary>
    public required int[] PostingStarts { get; init; }

    public required Posting[] Postings { get; init; }

    public ReadOnlySpan<Posting> PostingsOf(int entry) => Postings.AsSpan(PostingStarts[entry]..PostingStarts[entry + 1]);

    public static TermCounts Count(Documents documents)
    {
        var counter = new TermCounter();
        var lengths = new int[documents.Count];
        Span<char> word = stackalloc char[Tokenizer.MaxLength];
        for (var document = 0; document < documents.Count; document++)
        {
            var tokens = new Tokenizer(documents.All(document), word);
            while (tokens.Next())
            {
                counter.Add(tokens.Word, tokens.Hash, document);
                lengths[document]++;
            }
        }

        return counter.Build(documents, lengths);
    }
}

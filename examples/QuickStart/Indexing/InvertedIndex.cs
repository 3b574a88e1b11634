using Xcs;

namespace QuickStart;

/// <summary>The whole index: for every term its postings. Documents are numbered in the order of the slices and within each.</summary>
public sealed class InvertedIndex(TermCounts[] parts, IndexShard[] shards)
{
    private readonly int[] firstDocuments = FirstDocuments(parts);

    public IReadOnlyList<TermCounts> Parts => parts;

    public IReadOnlyList<IndexShard> Shards => shards;

    public int DocumentCount => firstDocuments[^1];

    public int TermCount => shards.Sum(shard => shard.Terms.Count);

    public int PostingCount => shards.Sum(shard => shard.Postings.Length);

    public ReadOnlySpan<char> Name(int document)
    {
        var part = PartOf(document);
        return parts[part].Documents.Name(document - firstDocuments[part]);
    }

    public ReadOnlySpan<char> Text(int document)
    {
        var part = PartOf(document);
        return parts[part].Documents.Text(document - firstDocuments[part]);
    }

    [Operator(Name = "assemble")]
    public static InvertedIndex Assemble(TermCounts[] parts, IndexShard[] shards) => new(parts, shards);

    // The last part that starts at or before the document; an empty part starts where the next one does.
    private int PartOf(int document)
    {
        var part = Array.BinarySearch(firstDocuments, document + 1);
        part = part < 0 ? ~part : part;
        while (firstDocuments[part] > document)
        {
            part--;
        }

        return part;
    }

    private static int[] FirstDocuments(TermCounts[] parts)
    {
        var first = new int[parts.Length + 1];
        for (var part = 0; part < parts.Length; part++)
        {
            first[part + 1] = first[part] + parts[part].Documents.Count;
        }

        return first;
    }
}

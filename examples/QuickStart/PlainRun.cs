namespace QuickStart;

/// <summary>The same work as <c>Pipeline</c>, written without Xcs: the same methods, one after the other.</summary>
public static class PlainRun
{
    public static SearchResult Run(string folder, string query)
    {
        var slices = Corpus.List(folder);
        var parts = new TermCounts[slices.Length];
        for (var i = 0; i < slices.Length; i++)
        {
            parts[i] = TermCounts.Count(Parser.Parse(RawSlice.Read(slices[i])));
        }

        var shards = new IndexShard[Partition.Count];
        for (var partition = 0; partition < shards.Length; partition++)
        {
            shards[partition] = IndexShard.Merge(parts, partition);
        }

        var index = InvertedIndex.Assemble(parts, shards);
        var weights = TermWeights.Compute(index);
        var norms = DocumentNorms.Compute(index);
        return SearchResult.Create(index, weights, norms, Bm25.Search(index, weights, norms, query));
    }
}

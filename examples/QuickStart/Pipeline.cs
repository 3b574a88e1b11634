using Xcs;

namespace QuickStart;

/// <summary>The work as a graph: written like <see cref="PlainRun"/>, run as wide as the data allows.</summary>
public static class Pipeline
{
    public static JitFunction<string, string, SearchResult> Compile(JitOptions? options = null) =>
        Graph.Jit((Traced<string> folder, Traced<string> query) =>
        {
            var slices = Graph.Call(Corpus.List, folder);
            var parts = Graph.Map(slices, slice => slice.Then(RawSlice.Read).Then(Parser.Parse).Then(TermCounts.Count));
            var shards = Graph.Map(Graph.Constant(Partition.All()), partition => Graph.Call(IndexShard.Merge, parts, partition));
            var index = Graph.Call(InvertedIndex.Assemble, parts, shards);
            var weights = Graph.Call(TermWeights.Compute, index);
            var norms = Graph.Call(DocumentNorms.Compute, index);
            var hits = Graph.Call(Bm25.Search, index, weights, norms, query);
            return Graph.Call(SearchResult.Create, index, weights, norms, hits);
        }, options);
}

using Xcs;

namespace QuickStart;

/// <summary>The finished index and its answer.</summary>
public sealed record SearchResult(InvertedIndex Index, double[][] Weights, double[] Norms, Hit[] Hits)
{
    [Operator(Name = "result")]
    public static SearchResult Create(InvertedIndex index, double[][] weights, double[] norms, Hit[] hits) =>
        new(index, weights, norms, hits);
}

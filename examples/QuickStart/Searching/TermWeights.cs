using Xcs;

namespace QuickStart;

/// <summary>How telling a term is: its inverse document frequency, ln(1 + (N − n + ½) / (n + ½)) for n of N documents.</summary>
public static class TermWeights
{
    /// <returns>By shard, then by term.</returns>
    [Operator(Name = "weigh terms")]
    public static double[][] Compute(InvertedIndex index)
    {
        var weights = new double[index.Shards.Count][];
        for (var shard = 0; shard < weights.Length; shard++)
        {
            weights[shard] = Compute(index.Shards[shard], index.DocumentCount);
        }

        return weights;
    }

    private static double[] Compute(IndexShard shard, int documents)
    {
        var weights = new double[shard.Terms.Count];
        for (var term = 0; term < weights.Length; term++)
        {
            double containing = shard.PostingsOf(term).Length;
            weights[term] = Math.Log(1 + (documents - containing + 0.5) / (containing + 0.5));
        }

        return weights;
    }
}

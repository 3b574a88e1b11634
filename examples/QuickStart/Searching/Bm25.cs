namespace QuickStart;

/// <summary>
/// Ranks documents with Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009):
/// the sum over the words of the query of weight · count · (k₁ + 1) / (count + norm).
/// </summary>
public static class Bm25
{
    public const double K1 = 1.2;

    private const int Best = 10;

    /// <summary>The best documents, best first; equal scores in document order.</summary>
    public static Hit[] Search(InvertedIndex index, double[][] weights, double[] norms, string query)
    {
        var scores = new double[index.DocumentCount];
        foreach (var (partition, word) in Words(query))
        {
            var shard = index.Shards[partition];
            var term = shard.Find(word);
            if (term < 0)
            {
                continue;
            }

            var weight = weights[partition][term] * (K1 + 1);
            foreach (var (document, count) in shard.PostingsOf(term))
            {
                scores[document] += weight * count / (count + norms[document]);
            }
        }

        return Top(scores);
    }

    private static IEnumerable<(int Partition, string Word)> Words(string query)
    {
        var words = new List<(int, string)>();
        var tokens = new Tokenizer(query, stackalloc char[Tokenizer.MaxLength]);
        while (tokens.Next())
        {
            words.Add((Partition.Of(tokens.Hash), tokens.Word.ToString()));
        }

        return words.Distinct();
    }

    private static Hit[] Top(double[] scores)
    {
        var best = new PriorityQueue<Hit, (double, int)>(); // the worst of the best first
        for (var document = 0; document < scores.Length; document++)
        {
            if (scores[document] > 0)
            {
                best.Enqueue(new Hit(document, scores[document]), (scores[document], -document));
                if (best.Count > Best)
                {
                    best.Dequeue();
                }
            }
        }

        var hits = new Hit[best.Count];
        for (var place = hits.Length - 1; place >= 0; place--)
        {
            hits[place] = best.Dequeue();
        }

        return hits;
    }
}

using Xcs;

namespace QuickStart;

/// <summary>
/// Ranks documents with Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009):
/// the sum over the terms of the query of weight · count · (k₁ + 1) / (count + norm).
/// </summary>
public static class Bm25
{
    public const double K1 = 1.2;

    private const int Best = 10;

    /// <summary>The best documents, best first; equal scores in document order.</summary>
    [Operator(Name = "search")]
    public static Hit[] Search(InvertedIndex index, double[][] weights, double[] norms, string query)
    {
        var scores = new double[index.DocumentCount];
        var asked = new HashSet<(int, int)>();
        var terms = new TermReader(query, stackalloc char[TermReader.BufferLength]);
        while (terms.Next())
        {
            var partition = Partition.Of(terms.Hash);
            var term = index.Shards[partition].Terms.Find(terms.Term, terms.Hash);
            if (term >= 0 && asked.Add((partition, term)))
            {
                Score(index.Shards[partition].PostingsOf(term), weights[partition][term], norms, scores);
            }
        }

        return Top(scores);
    }

    private static void Score(ReadOnlySpan<Posting> postings, double weight, double[] norms, double[] scores)
    {
        foreach (var (document, count) in postings)
        {
            scores[document] += weight * (K1 + 1) * count / (count + norms[document]);
        }
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

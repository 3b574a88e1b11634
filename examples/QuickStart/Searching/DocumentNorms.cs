using Xcs;

namespace QuickStart;

/// <summary>How much the length of a document damps its counts: k₁ · (1 − b + b · length / average length).</summary>
public static class DocumentNorms
{
    private const double B = 0.75;

    [Operator(Name = "document norms")]
    public static double[] Compute(InvertedIndex index)
    {
        var norms = new double[index.DocumentCount];
        var words = index.Parts.Sum(part => part.Lengths.Sum(length => (long)length));
        var average = Math.Max(1.0, (double)words / Math.Max(1, norms.Length));
        var document = 0;
        foreach (var part in index.Parts)
        {
            foreach (var length in part.Lengths)
            {
                norms[document++] = Bm25.K1 * (1 - B + B * length / average);
            }
        }

        return norms;
    }
}

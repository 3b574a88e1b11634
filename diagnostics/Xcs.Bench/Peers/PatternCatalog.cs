namespace Xcs.Bench;

/// <summary>The graphs that the benchmark runs.</summary>
internal static class PatternCatalog
{
    /// <summary>The size of the tiny-node graphs.</summary>
    public const int TinyNodes = 131_072;

    /// <summary>362 x 362 is the square nearest to <see cref="TinyNodes"/>: 131,044 nodes.</summary>
    public const int WavefrontSide = 362;

    /// <summary>a, then b and c, then d.</summary>
    public static Pattern Diamond => new("diamond", Left: [0, 1, 0, 2], Right: [0, 0, 1, 3]);

    /// <summary>Each node reads the one before it and the argument.</summary>
    public static Pattern Chain(int count) => Create("chain", count, node => (node, Pattern.Argument));

    /// <summary>No node reads another.</summary>
    public static Pattern Independent(int count) => Create("independent", count, _ => (Pattern.Argument, Pattern.Argument));

    /// <summary>A reduction to one value: <paramref name="leaves"/> leaves, then levels of half the width; 2 x leaves - 1 nodes.</summary>
    public static Pattern BinaryTree(int leaves) => Create("binary tree", (2 * leaves) - 1, node =>
    {
        var firstChild = 2 * (node - leaves);
        return node < leaves ? (Pattern.Argument, Pattern.Argument) : (firstChild + 1, firstChild + 2);
    });

    /// <summary>A square in which each node reads its upper and its left neighbour.</summary>
    public static Pattern Wavefront(int side) => Create("wavefront", side * side, node =>
    {
        var (row, column) = Math.DivRem(node, side);
        return (row == 0 ? Pattern.Argument : node - side + 1, column == 0 ? Pattern.Argument : node);
    });

    /// <summary>Each node reads two earlier nodes, drawn at random.</summary>
    public static Pattern RandomDag(int count)
    {
        var random = new XorShift(0x2545F4914F6CDD1D);
        return Create("random DAG", count, node => node == 0
            ? (Pattern.Argument, Pattern.Argument)
            : (1 + random.Below(node), 1 + random.Below(node)));
    }

    /// <summary>
    /// Steps of <paramref name="width"/> nodes: each reads the left and the right neighbour of the step before; the edges clamp.
    /// </summary>
    public static Pattern Stencil(int width, int steps) => Create("stencil", width * steps, node =>
    {
        var (step, column) = Math.DivRem(node, width);
        var previous = ((step - 1) * width) + 1;
        return step == 0
            ? (Pattern.Argument, Pattern.Argument)
            : (previous + Math.Max(column - 1, 0), previous + Math.Min(column + 1, width - 1));
    });

    /// <summary>Each input is, by the toss of a coin, an earlier node drawn at random or the argument: fan-in 0, 1 or 2.</summary>
    public static Pattern RandomFanIn(int count)
    {
        var random = new XorShift(0x9E3779B97F4A7C15);
        int Draw(int node) => node == 0 || random.Below(2) == 0 ? Pattern.Argument : 1 + random.Below(node);
        return Create("random fan-in", count, node => (Draw(node), Draw(node)));
    }

    private static Pattern Create(string name, int count, Func<int, (int Left, int Right)> inputs)
    {
        var (left, right) = (new int[count], new int[count]);
        for (var node = 0; node < count; node++)
            (left[node], right[node]) = inputs(node);
        return new Pattern(name, left, right);
    }
}

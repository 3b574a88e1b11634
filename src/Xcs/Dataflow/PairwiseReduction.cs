namespace Xcs.Dataflow;

/// <summary>
/// A reduction in an order that depends on the number of items alone: blocks from left to right, then the blocks' results in a balanced
/// binary tree. The same bits for every number of workers, also where the operation only nearly associates.
/// </summary>
internal sealed class PairwiseReduction<T>(Func<T, T, T> combine) : IUnitOperator<T[], Unit, T, T>
{
    private const int LongestBlock = 256;

    public int Count(T[] input)
    {
        var length = BlockLength(input);
        return (input.Length + length - 1) / length;
    }

    public Unit CreateScratch(T[] input) => default;

    public T Execute(T[] input, int unit, Unit scratch, CancellationToken cancellationToken)
    {
        var length = BlockLength(input);
        var block = input.AsSpan(unit * length, Math.Min(length, input.Length - (unit * length)));
        var result = block[0];
        foreach (var item in block[1..])
            result = combine(result, item);
        return result;
    }

    public T Merge(T[] input, ReadOnlySpan<T> parts)
    {
        if (parts.Length == 0)
            throw new InvalidOperationException("Graph.Reduce has no items to reduce. Give it at least one, or put Graph.If around it.");
        return Tree(parts);
    }

    // As many blocks as a block has items: the shortest critical path that two levels can have.
    private static int BlockLength(T[] input) => Math.Clamp((int)Math.Ceiling(Math.Sqrt(input.Length)), 1, LongestBlock);

    private T Tree(ReadOnlySpan<T> parts)
    {
        if (parts.Length == 1)
            return parts[0];
        var half = (parts.Length + 1) / 2;
        var left = Tree(parts[..half]);
        return combine(left, Tree(parts[half..]));
    }
}

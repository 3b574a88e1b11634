using Xcs.Dataflow;

namespace Xcs.Planning;

/// <summary>The edges of a graph the other way round, those of data and those of effects together.</summary>
internal static class Dependents
{
    public static Adjacency Of(DataflowGraph graph) =>
        (graph.Ordering.ItemCount == 0 ? graph.Inputs : Merge(graph.Inputs, graph.Ordering)).Transpose(graph.NodeCount);

    /// <summary>The rows of two tables one behind the other.</summary>
    public static Adjacency Merge(Adjacency first, Adjacency second)
    {
        var start = new int[first.Count + 1];
        var items = new int[first.ItemCount + second.ItemCount];
        for (var row = 0; row < first.Count; row++)
        {
            first[row].CopyTo(items.AsSpan(start[row]));
            second[row].CopyTo(items.AsSpan(start[row] + first[row].Length));
            start[row + 1] = start[row] + first[row].Length + second[row].Length;
        }

        return new Adjacency(start, items);
    }
}

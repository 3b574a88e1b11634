using Xcs.Dataflow;

namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>
/// A diagram whose edges lead from each column to the next alone: an edge over several columns goes through a virtual vertex in each one in
/// between (Sugiyama, Tagawa and Toda 1981). Edges that leave one box share them as far as they go together, so that many long edges look
/// like one that branches. Boxes are the first vertices, in their order.
/// </summary>
internal sealed class Layers
{
    private readonly List<int> _columns = [];

    public Layers(Diagram diagram)
    {
        BoxCount = diagram.Boxes.Count;
        foreach (var box in diagram.Boxes)
            _columns.Add(box.Column);

        var segments = new List<(int Row, int Item)>();
        Paths = new int[diagram.Edges.Count][];
        var trunks = new Dictionary<(int From, bool IsOrder), List<int>>();
        var known = new HashSet<(int, int)>();
        for (var edge = 0; edge < Paths.Length; edge++)
        {
            var (from, to, isOrder) = (diagram.Edges[edge].From, diagram.Edges[edge].To, diagram.Edges[edge].IsOrder);
            if (!trunks.TryGetValue((from, isOrder), out var trunk))
                trunks.Add((from, isOrder), trunk = [from]);
            for (var column = _columns[trunk[^1]] + 1; column < _columns[to]; column++)
            {
                Connect(trunk[^1], _columns.Count);
                trunk.Add(_columns.Count);
                _columns.Add(column);
            }

            var shared = _columns[to] - _columns[from];
            Paths[edge] = [.. trunk.Take(shared), to];
            if (shared > 0)
                Connect(Paths[edge][^2], to);
            else
                Paths[edge] = [from, to];
        }

        Upper = Adjacency.FromPairs(_columns.Count, segments);
        Lower = Upper.Transpose(_columns.Count);
        Order = new int[Math.Max(diagram.Columns.Count, 1)][];
        for (var column = 0; column < Order.Length; column++)
            Order[column] = [.. Enumerable.Range(0, _columns.Count).Where(vertex => _columns[vertex] == column)];

        void Connect(int upper, int lower)
        {
            if (known.Add((upper, lower)))
                segments.Add((lower, upper));
        }
    }

    public int BoxCount { get; }

    public int VertexCount => _columns.Count;

    /// <summary>The vertices of each column from top to bottom.</summary>
    public int[][] Order { get; }

    /// <summary>For each vertex those of the column before it that lead to it.</summary>
    public Adjacency Upper { get; }

    /// <summary>For each vertex those of the column after it that it leads to.</summary>
    public Adjacency Lower { get; }

    /// <summary>For each edge of the diagram the vertices that it goes through; just its ends where both are in one column.</summary>
    public int[][] Paths { get; }

    public int ColumnOf(int vertex) => _columns[vertex];

    public bool IsVirtual(int vertex) => vertex >= BoxCount;
}

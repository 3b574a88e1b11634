namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>
/// Where everything in a diagram stands, in pixels from its upper left corner: columns from left to right, boxes in them, bodies in boxes,
/// and edges that keep out of boxes: they run level through columns, in a place of their own, and bend between columns alone.
/// </summary>
internal sealed class DiagramLayout
{
    private const int BetweenBoxes = 16;
    private const int BetweenLines = 10;
    private const int NarrowestGap = 44;
    private const int WidestGap = 130;

    private readonly int[] _heights;
    private readonly Layers _layers;

    /// <param name="diagram">What to lay out.</param>
    /// <param name="columnWidth">The least width of a column by its caption.</param>
    public DiagramLayout(Diagram diagram, Func<string, int> columnWidth)
    {
        Diagram = diagram;
        Boxes = [.. diagram.Boxes.Select(static box => new BoxLayout(box))];
        _layers = new Layers(diagram);
        CrossingReduction.Run(_layers);
        _heights = CoordinateAssignment.Assign(_layers, Distance);
        PlaceRows();
        Columns = PlaceColumns(columnWidth);
        Routes = [.. Enumerable.Range(0, diagram.Edges.Count).Select(Route)];
    }

    public Diagram Diagram { get; }

    public BoxLayout[] Boxes { get; }

    /// <summary>The left side and the width of each column.</summary>
    public (int X, int Width)[] Columns { get; }

    /// <summary>For each edge the points that it goes through: two for each column, where it enters and leaves it, but one for the first and the last.</summary>
    public (int X, int Y)[][] Routes { get; }

    public int Width => Columns.Length == 0 ? 0 : Columns[^1].X + Columns[^1].Width + (Diagram.Edges.Any(edge => Diagram.Boxes[edge.From].Column == Columns.Length - 1) ? NarrowestGap / 2 : 0);

    public int Height { get; private set; }

    private int Above(int vertex) => _layers.IsVirtual(vertex) ? 0 : Boxes[vertex].Port;

    private int Below(int vertex) => _layers.IsVirtual(vertex) ? 0 : Boxes[vertex].Height - Boxes[vertex].Port;

    private int Distance(int upper, int lower) =>
        Below(upper) + Above(lower) + (_layers.IsVirtual(upper) && _layers.IsVirtual(lower) ? BetweenLines : BetweenBoxes);

    private void PlaceRows()
    {
        var (top, bottom) = (int.MaxValue, int.MinValue);
        for (var vertex = 0; vertex < _heights.Length; vertex++)
            (top, bottom) = (Math.Min(top, _heights[vertex] - Above(vertex)), Math.Max(bottom, _heights[vertex] + Below(vertex)));
        for (var vertex = 0; vertex < _heights.Length; vertex++)
            _heights[vertex] -= top;
        for (var box = 0; box < Boxes.Length; box++)
            Boxes[box].Y = _heights[box] - Boxes[box].Port;
        Height = _heights.Length == 0 ? 0 : bottom - top;
    }

    // Boxes without bodies are as wide as the widest of their column; the steeper the edges between two columns, the wider the gap.
    private (int X, int Width)[] PlaceColumns(Func<string, int> columnWidth)
    {
        var columns = new (int X, int Width)[Diagram.Columns.Count];
        var x = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            var boxes = _layers.Order[column].Where(vertex => !_layers.IsVirtual(vertex)).Select(vertex => Boxes[vertex]).ToArray();
            var plain = Array.FindAll(boxes, static box => box.Bodies.Length == 0);
            var shared = plain.Select(static box => box.Width).Append(0).Max();
            var widest = boxes.Select(static box => box.Width).Append(columnWidth(Diagram.Columns[column])).Max();
            if (plain.Length == boxes.Length)
                shared = widest;
            foreach (var box in plain)
                box.Width = shared;
            foreach (var box in boxes)
                box.X = x;
            columns[column] = (x, widest);
            x += widest + Gap(column);
        }

        return columns;
    }

    private int Gap(int column)
    {
        var steepest = 0;
        foreach (var upper in _layers.Order[column])
        {
            foreach (var lower in _layers.Lower[upper])
                steepest = Math.Max(steepest, Math.Abs(_heights[upper] - _heights[lower]));
        }

        return Math.Clamp(NarrowestGap + (steepest / 6), NarrowestGap, WidestGap);
    }

    private (int X, int Y)[] Route(int edge)
    {
        var path = _layers.Paths[edge];
        var shift = Diagram.Edges[edge].IsOrder ? BoxLayout.OrderPort : 0;
        var (first, last) = (Boxes[path[0]], Boxes[path[^1]]);
        var points = new List<(int X, int Y)> { (first.X + first.Width, first.Y + first.Port + shift) };
        if (Diagram.Edges[edge] is var e && Diagram.Boxes[e.From].Column == Diagram.Boxes[e.To].Column)
            return [.. points, (last.X + last.Width, last.Y + last.Port + shift)];

        foreach (var vertex in path)
        {
            var column = Columns[_layers.ColumnOf(vertex)];
            if (vertex != path[^1] && (vertex != path[0] || first.Width < column.Width))
            {
                if (vertex != path[0])
                    points.Add((column.X, _heights[vertex]));
                points.Add((column.X + column.Width, vertex == path[0] ? points[0].Y : _heights[vertex]));
            }
        }

        points.Add((last.X, last.Y + last.Port + shift));
        return [.. points];
    }
}

namespace Xcs.Diagnostics;

/// <summary>
/// Where the boxes of a diagram stand, in pixels. Within a column they are ordered by the mean height of the boxes that lead to them (the
/// barycentre step of Sugiyama, Tagawa and Toda 1981, once from left to right), and columns are centred.
/// </summary>
internal sealed class SvgLayout
{
    public const int BoxWidth = 150;
    public const int BoxHeight = 38;
    private const int ColumnWidth = BoxWidth + 70;
    private const int RowHeight = BoxHeight + 16;
    private const int Margin = 24;
    private const int Head = 72;

    public SvgLayout(SvgDiagram diagram)
    {
        X = new int[diagram.Boxes.Count];
        Y = new int[diagram.Boxes.Count];
        var columns = new List<int>[diagram.Columns.Count];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = [];
        for (var box = 0; box < diagram.Boxes.Count; box++)
            columns[diagram.Boxes[box].Column].Add(box);

        var rows = columns.Select(static column => column.Count).Append(0).Max();
        Width = Math.Max(520, (2 * Margin) + (columns.Length * ColumnWidth) - (ColumnWidth - BoxWidth));
        Height = Head + (rows * RowHeight) + Margin;
        for (var column = 0; column < columns.Length; column++)
            Place(diagram, columns[column], ColumnX(column), Head + ((rows - columns[column].Count) * RowHeight / 2));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The left side of each box.</summary>
    public int[] X { get; }

    /// <summary>The upper side of each box.</summary>
    public int[] Y { get; }

    public static int ColumnX(int column) => Margin + (column * ColumnWidth);

    private void Place(SvgDiagram diagram, List<int> boxes, int x, int y)
    {
        var heights = diagram.Edges.Where(edge => boxes.Contains(edge.To)).ToLookup(static edge => edge.To, edge => Y[edge.From]);
        foreach (var box in boxes.OrderBy(box => heights[box].DefaultIfEmpty().Average()).ThenBy(static box => box))
        {
            X[box] = x;
            Y[box] = y;
            y += RowHeight;
        }
    }
}

using System.Globalization;
using System.Text;
using Xcs.Diagnostics.Exports.Layout;

namespace Xcs.Diagnostics.Exports.Svg;

/// <summary>Draws a plan: title, waves, edges, boxes with bodies in them, and a legend of what occurs. Without scripts, ids or fonts of its own.</summary>
internal sealed class SvgDiagram
{
    private const int Margin = 24;
    private const int Head = 104;
    private const int NarrowestPicture = 360;
    private const int NameSize = BoxLayout.NameSize;

    private readonly StringBuilder _text = new();

    private SvgDiagram()
    {
    }

    /// <summary>The picture of a plan, with its costs and its critical path where they are known.</summary>
    public static string Write(ExecutionPlan plan)
    {
        var diagram = PlanDiagram.Of(plan);
        var layout = new DiagramLayout(diagram, static caption => TextWidth.Of(caption, BoxLayout.DetailSize) + 8);
        var legend = SvgLegend.Of(diagram);
        var width = Math.Max(Math.Max(NarrowestPicture, TextWidth.Of(diagram.Subtitle, NameSize) + (2 * Margin)), Math.Max(layout.Width, SvgLegend.Width(legend)) + (2 * Margin));
        var height = Head + layout.Height + Margin + SvgLegend.Height + Margin;
        return new SvgDiagram().Write(layout, legend, width, height);
    }

    private string Write(DiagramLayout layout, List<SvgLegend.Entry> legend, int width, int height)
    {
        var diagram = layout.Diagram;
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"xcs-plan\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" {SvgStyle.Font} font-size=\"{NameSize}\">");
        Line($"<title>{XmlText.Escape($"{diagram.Title}: {diagram.Subtitle}")}</title>");
        _text.Append(SvgStyle.Sheet);
        Line($"<rect {SvgStyle.Page} width=\"{width}\" height=\"{height}\"/>");
        Line($"<text {SvgStyle.Text} x=\"{Margin}\" y=\"34\" font-size=\"15\" font-weight=\"600\">{XmlText.Escape(TextWidth.Shorten(diagram.Title, 16, width - (2 * Margin)))}</text>");
        Line($"<text {SvgStyle.Quiet} x=\"{Margin}\" y=\"54\">{XmlText.Escape(diagram.Subtitle)}</text>");
        WriteBands(layout);
        WriteInside(layout, Margin, Head);
        SvgLegend.Write(legend, Line, Margin, height - Margin - SvgLegend.Height);
        _text.Append("</svg>\n");
        return _text.ToString();
    }

    private void WriteBands(DiagramLayout layout)
    {
        for (var column = 0; column < layout.Columns.Length; column++)
        {
            var (x, width) = layout.Columns[column];
            if (layout.Diagram.Columns[column].Length == 0)
                continue;
            Line($"<rect {SvgStyle.Band} x=\"{Margin + x - 10}\" y=\"{Head - 34}\" width=\"{width + 20}\" height=\"{layout.Height + 46}\" rx=\"8\"/>");
            Line($"<text {SvgStyle.Quiet} x=\"{Margin + x + (width / 2)}\" y=\"{Head - 16}\" font-size=\"{BoxLayout.DetailSize}\" text-anchor=\"middle\">{XmlText.Escape(layout.Diagram.Columns[column])}</text>");
        }
    }

    // Critical edges last, so that they lie above the others.
    private void WriteInside(DiagramLayout layout, int x, int y)
    {
        var edges = layout.Diagram.Edges;
        foreach (var edge in Enumerable.Range(0, edges.Count).OrderBy(edge => edges[edge].IsCritical))
            WriteEdge(edges[edge], Array.ConvertAll(layout.Routes[edge], point => (point.X + x, point.Y + y)));
        for (var box = 0; box < layout.Boxes.Length; box++)
            WriteBox(layout.Diagram.Boxes[box], layout.Boxes[box], x + layout.Boxes[box].X, y + layout.Boxes[box].Y);
    }

    private void WriteEdge(DiagramEdge edge, (int X, int Y)[] points)
    {
        var width = edge.IsCritical ? 2 : Math.Round(Math.Min(4, 1.2 + (0.7 * Math.Log10(edge.Count))), 1);
        var tip = edge.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"<title>{edge.Count} edges</title>") : "";
        Line($"<path {SvgStyle.Edge(edge.IsOrder, edge.IsCritical)} stroke-width=\"{width}\" d=\"{SvgCurve.Through(points)}\">{tip}</path>");
        Line($"<path {SvgStyle.Head(edge.IsCritical)} d=\"{SvgCurve.Head(points)}\"/>");
    }

    private void WriteBox(DiagramBox box, BoxLayout layout, int x, int y)
    {
        var corner = box.IsGiven ? layout.Height / 2 : 6;
        var room = layout.Bodies.Length > 0 ? layout.Width - 24 : BoxLayout.WidestText;
        Line($"<g><title>{XmlText.Escape(box.Tip)}</title>");
        if (box.Kind == OperatorKind.Units)
            Line($"<rect {SvgStyle.Box(box.Kind, box.IsCritical)} x=\"{x + 4}\" y=\"{y + 4}\" width=\"{layout.Width}\" height=\"{layout.Height}\" rx=\"{corner}\"/>");
        Line($"<rect {SvgStyle.Box(box.Kind, box.IsCritical)} x=\"{x}\" y=\"{y}\" width=\"{layout.Width}\" height=\"{layout.Height}\" rx=\"{corner}\"/>");
        Line($"<text {SvgStyle.Text} x=\"{x + 12}\" y=\"{y + 17}\">{XmlText.Escape(TextWidth.Shorten(box.Name, NameSize, room))}</text>");
        if (!box.IsGiven)
            Line($"<text {SvgStyle.Quiet} x=\"{x + 12}\" y=\"{y + 33}\" font-size=\"{BoxLayout.DetailSize}\">{XmlText.Escape(TextWidth.Shorten(box.Detail, BoxLayout.DetailSize, room))}</text>");
        _text.Append("</g>\n");

        var top = y + BoxLayout.TextHeight;
        foreach (var body in layout.Bodies)
        {
            var height = BoxLayout.CaptionHeight + body.Height + BoxLayout.Padding;
            Line($"<rect {SvgStyle.Body} x=\"{x + BoxLayout.Padding}\" y=\"{top}\" width=\"{layout.Width - (2 * BoxLayout.Padding)}\" height=\"{height}\" rx=\"4\"/>");
            Line($"<text {SvgStyle.Quiet} x=\"{x + (2 * BoxLayout.Padding)}\" y=\"{top + 16}\" font-size=\"{BoxLayout.DetailSize}\" font-style=\"italic\">{XmlText.Escape(body.Diagram.Title)}</text>");
            WriteInside(body, x + (2 * BoxLayout.Padding), top + BoxLayout.CaptionHeight);
            top += height + BoxLayout.Padding;
        }
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

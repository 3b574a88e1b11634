using System.Globalization;
using System.Text;
using System.Xml;

namespace Xcs.Diagnostics;

/// <summary>
/// A plan as a picture: a column a wave, a box a node, curves for values and dashed curves for order alone; the critical path stands out
/// where costs are known. Legible on light and dark, without scripts or fonts of its own; the same plan gives the same text.
/// </summary>
internal static class SvgWriter
{
    private const int LongestName = 20;

    private const string Style =
        """
        <style>
          .xcs { color: #1f2328; font: 12px ui-sans-serif, system-ui, sans-serif; }
          .xcs text { fill: currentColor; }
          .xcs .page { fill: #ffffff; }
          .xcs .title { font-size: 14px; font-weight: 600; }
          .xcs .quiet { fill-opacity: 0.65; font-size: 11px; }
          .xcs .box { fill: #f6f8fa; stroke: currentColor; stroke-opacity: 0.6; }
          .xcs .waits { stroke-dasharray: 4 3; }
          .xcs .edge { fill: none; stroke: currentColor; stroke-opacity: 0.4; }
          .xcs .order { stroke-dasharray: 2 4; }
          .xcs .critical { stroke: #cf222e; stroke-opacity: 1; stroke-width: 2; }
          @media (prefers-color-scheme: dark) {
            .xcs { color: #e6edf3; }
            .xcs .page { fill: #0d1117; }
            .xcs .box { fill: #21262d; }
            .xcs .critical { stroke: #ff7b72; }
          }
        </style>

        """;

    public static string Write(ExecutionPlan plan)
    {
        var diagram = SvgFolding.Diagram(plan);
        var layout = new SvgLayout(diagram);
        var text = new StringBuilder();
        Line(text, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"xcs\" viewBox=\"0 0 {layout.Width} {layout.Height}\" width=\"{layout.Width}\" height=\"{layout.Height}\" role=\"img\">");
        Line(text, $"<title>{Escape(diagram.Title)}</title>");
        text.Append(Style);
        Line(text, $"<rect class=\"page\" width=\"{layout.Width}\" height=\"{layout.Height}\"/>");
        Line(text, $"<text class=\"title\" x=\"24\" y=\"28\">{Escape(diagram.Title)}</text>");
        for (var column = 0; column < diagram.Columns.Count; column++)
            Line(text, $"<text class=\"quiet\" x=\"{SvgLayout.ColumnX(column)}\" y=\"56\">{Escape(diagram.Columns[column])}</text>");

        // Critical edges last, so that they lie above the others.
        foreach (var edge in diagram.Edges.OrderBy(static edge => edge.IsCritical))
            WriteEdge(text, layout, edge);
        for (var box = 0; box < diagram.Boxes.Count; box++)
            WriteBox(text, diagram.Boxes[box], layout.X[box], layout.Y[box]);
        text.Append("</svg>\n");
        return text.ToString();
    }

    private static void WriteEdge(StringBuilder text, SvgLayout layout, SvgEdge edge)
    {
        var (x1, y1) = (layout.X[edge.From] + SvgLayout.BoxWidth, layout.Y[edge.From] + (SvgLayout.BoxHeight / 2));
        var (x2, y2) = (layout.X[edge.To], layout.Y[edge.To] + (SvgLayout.BoxHeight / 2));
        if (x2 <= x1)
        {
            // Boxes of one column: folded waves lead to each other. Out to the right and back in from the right.
            Path($"M{x1} {y1} C{x1 + 40} {y1} {x1 + 40} {y2} {x1} {y2}");
            return;
        }

        var bend = Math.Max(30, (x2 - x1) / 2);
        Path($"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}");

        void Path(FormattableString shape)
        {
            var kind = $"edge{(edge.IsOrder ? " order" : "")}{(edge.IsCritical ? " critical" : "")}";
            var width = edge.Count > 1 && !edge.IsCritical ? string.Create(CultureInfo.InvariantCulture, $" stroke-width=\"{Math.Min(5, 1 + Math.Log10(edge.Count)):0.0}\"") : "";
            Line(text, $"<path class=\"{kind}\"{width} d=\"{shape.ToString(CultureInfo.InvariantCulture)}\"/>");
        }
    }

    private static void WriteBox(StringBuilder text, SvgBox box, int x, int y)
    {
        var kind = box.Kind is OperatorKind.Asynchronous or OperatorKind.Blocking ? "box waits" : "box";
        var corner = box.Kind is OperatorKind.Argument or OperatorKind.Constant ? SvgLayout.BoxHeight / 2 : 6;
        Line(text, $"<g><title>{Escape(box.Tip)}</title>");
        Line(text, $"<rect class=\"{kind}{(box.IsCritical ? " critical" : "")}\" x=\"{x}\" y=\"{y}\" width=\"{SvgLayout.BoxWidth}\" height=\"{SvgLayout.BoxHeight}\" rx=\"{corner}\"/>");
        Line(text, $"<text x=\"{x + 12}\" y=\"{y + 16}\">{Escape(Shorten(box.Name))}</text>");
        Line(text, $"<text class=\"quiet\" x=\"{x + 12}\" y=\"{y + 31}\">{Escape(box.Detail)}</text></g>");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Shorten(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    // Names hold whatever strings a program has: what XML cannot carry becomes U+FFFD.
    private static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var k = 0; k < name.Length; k++)
        {
            if (k + 1 < name.Length && char.IsSurrogatePair(name[k], name[k + 1]))
                text.Append(name[k]).Append(name[++k]);
            else
                text.Append(Escape(name[k]));
        }

        return text.ToString();
    }

    private static string Escape(char letter) => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\r' or '\n' or '\t' => " ",
        _ when XmlConvert.IsXmlChar(letter) => letter.ToString(),
        _ => "\uFFFD",
    };
}

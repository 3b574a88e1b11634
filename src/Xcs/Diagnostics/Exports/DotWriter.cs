using System.Globalization;
using System.Text;

namespace Xcs.Diagnostics.Exports;

/// <summary>
/// A diagram in the DOT language (graphviz.org/doc/info/lang.html): a node a box, those of one wave on one rank, a cluster for each control
/// node with one for each of its bodies inside.
/// </summary>
internal sealed class DotWriter
{
    private readonly StringBuilder _text = new();

    private DotWriter()
    {
    }

    public static string Write(Diagram diagram)
    {
        var writer = new DotWriter();
        writer.Line("", $"digraph {Quote(diagram.Title)} {{");
        writer.Line("  ", $"label={Quote($"{diagram.Title}: {diagram.Subtitle}")}; labelloc=t; labeljust=l; fontname=\"Helvetica,Arial,sans-serif\";");
        writer.Line("  ", $"rankdir=LR; newrank=true; ranksep=0.5; nodesep=0.2;");
        writer.Line("  ", $"node [shape=box, style=\"rounded,filled\", fillcolor=white, color=gray45, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11];");
        writer.Line("  ", $"edge [color=gray45, arrowsize=0.7];");
        writer.WriteInside(diagram, "n", "  ");
        foreach (var column in diagram.Boxes.Index().GroupBy(static box => box.Item.Column).Where(static column => column.Count() > 1))
            writer.Line("  ", $"{{ rank=same; {string.Join(' ', column.Select(static box => $"n{box.Index};"))} }}");
        writer.Line("", $"}}");
        return writer._text.ToString();
    }

    private void WriteInside(Diagram diagram, string prefix, string margin)
    {
        for (var box = 0; box < diagram.Boxes.Count; box++)
            WriteBox(diagram.Boxes[box], $"{prefix}{box}", margin);
        foreach (var edge in diagram.Edges)
        {
            var style = new List<string>();
            if (edge.IsOrder)
                style.Add("style=dashed");
            if (edge.IsCritical)
                style.Add("color=crimson, penwidth=2");
            if (edge.Count > 1)
                style.Add(string.Create(CultureInfo.InvariantCulture, $"label=\"× {edge.Count}\", fontsize=9"));
            Line(margin, $"{prefix}{edge.From} -> {prefix}{edge.To}{(style.Count > 0 ? $" [{string.Join(", ", style)}]" : "")};");
        }
    }

    private void WriteBox(DiagramBox box, string name, string margin)
    {
        if (box.Bodies.Count == 0)
        {
            WriteNode(box, name, margin);
            return;
        }

        Line(margin, $"subgraph cluster_{name} {{");
        Line(margin + "  ", $"label=\"\"; style=rounded; color={(box.IsCritical ? "crimson" : "mediumpurple")};");
        WriteNode(box, name, margin + "  ");
        for (var body = 0; body < box.Bodies.Count; body++)
        {
            Line(margin + "  ", $"subgraph cluster_{name}_{body} {{");
            Line(margin + "    ", $"label={Quote(box.Bodies[body].Title)}; style=\"rounded,dashed\"; color=gray60; fontsize=10;");
            WriteInside(box.Bodies[body], $"{name}_{body}_", margin + "    ");
            Line(margin + "  ", $"}}");
            // Not seen: it keeps the body to the right of its node.
            if (box.Bodies[body].Boxes.Count > 0)
                Line(margin + "  ", $"{name} -> {name}_{body}_0 [style=invis];");
        }

        Line(margin, $"}}");
    }

    private void WriteNode(DiagramBox box, string name, string margin)
    {
        var shape = box.Kind switch
        {
            OperatorKind.Argument or OperatorKind.Constant => ", shape=oval, style=filled, fillcolor=aliceblue, color=steelblue",
            OperatorKind.Asynchronous or OperatorKind.Blocking => ", style=\"rounded,filled,dashed\", fillcolor=lightyellow, color=goldenrod",
            OperatorKind.Control => ", fillcolor=lavender, color=mediumpurple",
            OperatorKind.Units => ", peripheries=2, fillcolor=honeydew, color=seagreen",
            _ => "",
        };
        var critical = box.IsCritical ? ", color=crimson, penwidth=2" : "";
        Line(margin, $"{name} [label={Quote(box.IsGiven ? box.Name : $"{box.Name}\n{box.Detail}")}, tooltip={Quote(box.Tip)}{shape}{critical}];");
    }

    // Labels know escapes (\n, \N) and entities (&lt;): backslash and ampersand are written as what they are.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '&' => quoted.Append("&amp;"),
                '\n' => quoted.Append("\\n"),
                '\r' or '\t' => quoted.Append(' '),
                _ when Rune.IsControl(rune) => quoted.Append('\uFFFD'),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }

    private void Line(string margin, FormattableString line) =>
        _text.Append(margin).Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

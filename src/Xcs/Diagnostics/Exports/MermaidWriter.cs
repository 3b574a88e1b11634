using System.Globalization;
using System.Text;

namespace Xcs.Diagnostics.Exports;

/// <summary>
/// A diagram as a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html): a node a box, a subgraph for each control node with one for each
/// of its bodies inside. Names are quoted and everything in them that Mermaid or Markdown could read is written as a number.
/// </summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _critical = [];
    private readonly List<string> _control = [];

    private MermaidWriter()
    {
    }

    public static string Write(Diagram diagram)
    {
        var writer = new MermaidWriter();
        writer.Line("", $"flowchart LR");
        writer.Line("  ", $"accTitle: {Plain(diagram.Title)}");
        writer.Line("  ", $"accDescr: {Plain(diagram.Subtitle)}");
        writer.WriteInside(diagram, "n", "  ");
        writer.Line("  ", $"classDef given fill:#ddf4ff,stroke:#54aeff,color:#1f2328");
        writer.Line("  ", $"classDef waits fill:#fff8c5,stroke:#bf8700,color:#1f2328,stroke-dasharray:5 3");
        writer.Line("  ", $"classDef control fill:#fbefff,stroke:#a475f9,color:#1f2328");
        writer.Line("  ", $"classDef units fill:#dafbe1,stroke:#2da44e,color:#1f2328");
        writer.Line("  ", $"classDef critical stroke:#cf222e,stroke-width:2px");
        writer.Assign(writer._control, "control");
        writer.Assign(writer._critical, "critical");
        return writer._text.ToString();
    }

    private void Assign(List<string> boxes, string name)
    {
        if (boxes.Count > 0)
            Line("  ", $"class {string.Join(',', boxes)} {name}");
    }

    private void WriteInside(Diagram diagram, string prefix, string margin)
    {
        for (var box = 0; box < diagram.Boxes.Count; box++)
            WriteBox(diagram.Boxes[box], $"{prefix}{box}", margin);
        foreach (var edge in diagram.Edges)
        {
            var arrow = edge switch { { IsOrder: true } => "-.->", { IsCritical: true } => "==>", _ => "-->" };
            var label = edge.Count > 1 ? $"|\"× {edge.Count.ToString(CultureInfo.InvariantCulture)}\"|" : "";
            Line(margin, $"{prefix}{edge.From} {arrow}{label} {prefix}{edge.To}");
        }
    }

    private void WriteBox(DiagramBox box, string name, string margin)
    {
        if (box.IsCritical)
            _critical.Add(name);
        if (box.Bodies.Count > 0)
        {
            Line(margin, $"subgraph {name}[\"{Escape(box.Name)}<br/>{Escape(box.Detail)}\"]");
            for (var body = 0; body < box.Bodies.Count; body++)
            {
                Line(margin + "  ", $"subgraph {name}_{body}[\"{Escape(box.Bodies[body].Title)}\"]");
                WriteInside(box.Bodies[body], $"{name}_{body}_", margin + "    ");
                Line(margin + "  ", $"end");
            }

            Line(margin, $"end");
            _control.Add(name);
            return;
        }

        var (shape, kind) = box.Kind switch
        {
            OperatorKind.Argument or OperatorKind.Constant => ($"([\"{Escape(box.Name)}\"])", ":::given"),
            OperatorKind.Asynchronous or OperatorKind.Blocking => (Square(), ":::waits"),
            OperatorKind.Control => (Square(), ":::control"),
            OperatorKind.Units => ($"[[\"{Escape(box.Name)}<br/>{Escape(box.Detail)}\"]]", ":::units"),
            _ => (Square(), ""),
        };
        Line(margin, $"{name}{shape}{kind}");

        string Square() => $"[\"{Escape(box.Name)}<br/>{Escape(box.Detail)}\"]";
    }

    // Dots, underscores and percent signs inside words and numbers mean nothing to anybody; %% and "1. " would.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToArray();
        for (var k = 0; k < runes.Length; k++)
        {
            var rune = runes[k];
            if (rune.Value is '\n' or '\r' or '\t')
                escaped.Append(' ');
            else if (Rune.IsControl(rune))
                escaped.Append('\uFFFD');
            else if (rune.Value == ' ' || !rune.IsAscii || Rune.IsLetterOrDigit(rune) || (rune.Value is '.' or '_' or '%' && IsWord(k + 1) && (rune.Value == '%' || IsWord(k - 1))))
                escaped.Append(rune);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        // An empty label is a mistake to Mermaid; a space that does not break is none.
        return string.IsNullOrWhiteSpace(text) ? "#160;" : escaped.ToString();

        bool IsWord(int place) => place >= 0 && place < runes.Length && Rune.IsLetterOrDigit(runes[place]);
    }

    // Titles stand outside of quotes and know no escapes: what could mean something there is left out.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '·' or '∞' or '_' ? rune.ToString() : " ");
        return plain.ToString().Trim() is { Length: > 0 } title ? title : "graph";
    }

    private void Line(string margin, FormattableString line) =>
        _text.Append(margin).Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

using Xcs.Diagnostics.Exports.Layout;

namespace Xcs.Diagnostics.Exports.Svg;

/// <summary>Says what the shapes and colours of a picture mean: those that occur in it.</summary>
internal static class SvgLegend
{
    public const int Height = 16;

    private const int Mark = 22;
    private const int Between = 20;

    public static List<Entry> Of(Diagram diagram)
    {
        var entries = new List<Entry>();
        foreach (var (kind, text) in new[]
        {
            (OperatorKind.Argument, "given"),
            (OperatorKind.Synchronous, "call"),
            (OperatorKind.Control, "control"),
            (OperatorKind.Units, "many units"),
            (OperatorKind.Asynchronous, "waits, holds no worker"),
        })
        {
            if (Any(diagram, box => ClassOf(box.Kind) == kind))
                entries.Add(new Entry(text, kind, IsOrder: false, IsCritical: false));
        }

        if (AnyEdge(diagram, static edge => edge.IsOrder))
            entries.Add(new Entry("order alone", null, IsOrder: true, IsCritical: false));
        if (Any(diagram, static box => box.IsCritical))
            entries.Add(new Entry("critical path", null, IsOrder: false, IsCritical: true));
        return entries;
    }

    public static int Width(List<Entry> entries) => entries.Sum(WidthOf);

    public static void Write(List<Entry> entries, Action<FormattableString> line, int x, int y)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind is { } kind)
                line($"<rect {SvgStyle.Box(kind, isCritical: false)} x=\"{x}\" y=\"{y + 2}\" width=\"{Mark}\" height=\"12\" rx=\"{(kind == OperatorKind.Argument ? 6 : 3)}\"/>");
            else
                line($"<path {SvgStyle.Edge(entry.IsOrder, entry.IsCritical)} stroke-width=\"{(entry.IsCritical ? 2 : 1.2)}\" d=\"M{x} {y + 8} h{Mark}\"/>");
            line($"<text {SvgStyle.Quiet} x=\"{x + Mark + 6}\" y=\"{y + 12}\" font-size=\"{BoxLayout.DetailSize}\">{entry.Text}</text>");
            x += WidthOf(entry);
        }
    }

    private static int WidthOf(Entry entry) => Mark + 6 + TextWidth.Of(entry.Text, BoxLayout.DetailSize) + Between;

    private static OperatorKind ClassOf(OperatorKind kind) => kind switch
    {
        OperatorKind.Constant => OperatorKind.Argument,
        OperatorKind.Blocking => OperatorKind.Asynchronous,
        _ => kind,
    };

    private static bool Any(Diagram diagram, Func<DiagramBox, bool> test) =>
        diagram.Boxes.Any(box => test(box) || box.Bodies.Any(body => Any(body, test)));

    private static bool AnyEdge(Diagram diagram, Func<DiagramEdge, bool> test) =>
        diagram.Edges.Any(test) || diagram.Boxes.Any(box => box.Bodies.Any(body => AnyEdge(body, test)));

    /// <param name="Text">What it means.</param>
    /// <param name="Kind">The box that is meant; null for an edge.</param>
    /// <param name="IsOrder">Whether the edge carries order alone.</param>
    /// <param name="IsCritical">Whether the edge is on the critical path.</param>
    internal sealed record Entry(string Text, OperatorKind? Kind, bool IsOrder, bool IsCritical);
}

namespace Xcs.Diagnostics.Exports.Svg;

/// <summary>
/// The colours of a picture. Attributes carry those for light, so that the picture stands on paper, and where style sheets are taken out;
/// the style sheet has those for dark, in rules about pictures of plans alone.
/// </summary>
internal static class SvgStyle
{
    public const string Font = "font-family=\"-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\"";
    public const string Page = "class=\"page\" fill=\"#ffffff\"";
    public const string Band = "class=\"band\" fill=\"#f6f8fa\"";
    public const string Body = "class=\"body\" fill=\"#ffffff\" stroke=\"#d1d9e0\"";
    public const string Text = "class=\"text\" fill=\"#1f2328\"";
    public const string Quiet = "class=\"quiet\" fill=\"#59636e\"";

    public const string Sheet =
        """
        <style>
        @media screen and (prefers-color-scheme: dark) {
        .xcs-plan .page, .xcs-plan .body { fill: #0d1117; }
        .xcs-plan .body { stroke: #3d444d; }
        .xcs-plan .band { fill: #151b23; }
        .xcs-plan .text { fill: #f0f6fc; }
        .xcs-plan .quiet { fill: #9198a1; }
        .xcs-plan .edge { stroke: #8b949e; }
        .xcs-plan .head { fill: #8b949e; }
        .xcs-plan .call { fill: #212830; stroke: #656c76; }
        .xcs-plan .given { fill: #0c2d4d; stroke: #388bfd; }
        .xcs-plan .waits { fill: #36270a; stroke: #bb8009; }
        .xcs-plan .control { fill: #251c3a; stroke: #8957e5; }
        .xcs-plan .units { fill: #10301c; stroke: #2ea043; }
        .xcs-plan .edge.critical, .xcs-plan .box.critical { stroke: #ff7b72; }
        .xcs-plan .head.critical { fill: #ff7b72; }
        }
        </style>

        """;

    public static string Box(OperatorKind kind, bool isCritical)
    {
        var (name, fill, stroke) = kind switch
        {
            OperatorKind.Argument or OperatorKind.Constant => ("given", "#ddf4ff", "#54aeff"),
            OperatorKind.Asynchronous or OperatorKind.Blocking => ("waits", "#fff8c5", "#bf8700"),
            OperatorKind.Control => ("control", "#fbefff", "#a475f9"),
            OperatorKind.Units => ("units", "#dafbe1", "#2da44e"),
            _ => ("call", "#ffffff", "#818b98"),
        };
        var dashes = name == "waits" ? " stroke-dasharray=\"5 3\"" : "";
        return isCritical
            ? $"class=\"box {name} critical\" fill=\"{fill}\" stroke=\"#cf222e\" stroke-width=\"2\"{dashes}"
            : $"class=\"box {name}\" fill=\"{fill}\" stroke=\"{stroke}\"{dashes}";
    }

    public static string Edge(bool isOrder, bool isCritical)
    {
        var dashes = isOrder ? " stroke-dasharray=\"2 4\"" : "";
        return isCritical
            ? $"class=\"edge critical\" fill=\"none\" stroke=\"#cf222e\"{dashes}"
            : $"class=\"edge\" fill=\"none\" stroke=\"#818b98\"{dashes}";
    }

    public static string Head(bool isCritical) => isCritical ? "class=\"head critical\" fill=\"#cf222e\"" : "class=\"head\" fill=\"#818b98\"";
}

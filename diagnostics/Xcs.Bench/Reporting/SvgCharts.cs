using System.Globalization;
using System.Net;
using System.Text;

namespace Xcs.Bench;

/// <summary>Charts below one another in one SVG file, for light and dark pages.</summary>
internal static class SvgCharts
{
    private const double Left = 60;
    private const double Top = 40;
    private const double Width = 560;
    private const double Height = 300;
    private const double LegendLine = 18;
    private const double PanelWidth = 860;

    private static readonly string[] Colours =
        ["#4477aa", "#ee6677", "#228833", "#aa8800", "#1199bb", "#aa3377", "#888888", "#dd7700", "#6644bb", "#117755", "#bb4400", "#5577ee"];

    public static string ToText(IReadOnlyList<Chart> charts)
    {
        var text = new StringBuilder();
        double[] heights = [.. charts.Select(chart => Math.Max(Top + Height + 60, Top + (LegendLine * (chart.Series.Count + 1))))];
        Append(text, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {PanelWidth} {heights.Sum()}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n");
        text.Append("<style>line{stroke:#8884}polyline{fill:none;stroke-width:2}@media(prefers-color-scheme:dark){svg{background:#181818;fill:#ddd}}</style>\n");
        double from = 0;
        for (var k = 0; k < charts.Count; k++)
        {
            Append(text, $"<g transform=\"translate(0 {from})\">\n");
            AppendChart(text, charts[k]);
            text.Append("</g>\n");
            from += heights[k];
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void AppendChart(StringBuilder text, Chart chart)
    {
        Append(text, $"<text x=\"{Left}\" y=\"22\" font-size=\"15\">{Escape(chart.Title)}</text>\n");
        foreach (var tick in chart.X.Ticks)
        {
            var x = X(chart, tick);
            Append(text, $"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Top}\" y2=\"{Top + Height}\"/><text x=\"{x}\" y=\"{Top + Height + 18}\" text-anchor=\"middle\">{tick:0.###}</text>\n");
        }

        foreach (var tick in chart.Y.Ticks)
        {
            var y = Y(chart, tick);
            Append(text, $"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{y}\" y2=\"{y}\"/><text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{tick:0.###}</text>\n");
        }

        Append(text, $"<text x=\"{Left + (Width / 2)}\" y=\"{Top + Height + 38}\" text-anchor=\"middle\">{Escape(chart.X.Label)}</text>\n");
        Append(text, $"<text x=\"16\" y=\"{Top + (Height / 2)}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {Top + (Height / 2)})\">{Escape(chart.Y.Label)}</text>\n");
        for (var k = 0; k < chart.Series.Count; k++)
            AppendSeries(text, chart, k);
    }

    private static void AppendSeries(StringBuilder text, Chart chart, int index)
    {
        var (series, colour) = (chart.Series[index], Colours[index % Colours.Length]);
        var points = series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(chart, point.X):0.#},{Y(chart, point.Y):0.#}"));
        Append(text, $"<polyline stroke=\"{colour}\" points=\"{string.Join(' ', points)}\"/>\n");
        var y = Top + 12 + (LegendLine * index);
        Append(text, $"<rect x=\"{Left + Width + 16}\" y=\"{y - 9}\" width=\"14\" height=\"4\" fill=\"{colour}\"/><text x=\"{Left + Width + 36}\" y=\"{y}\">{Escape(series.Name)}</text>\n");
    }

    private static double X(Chart chart, double value) => Left + (Width * chart.X.Place(value));

    private static double Y(Chart chart, double value) => Top + (Height * (1 - chart.Y.Place(value)));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}

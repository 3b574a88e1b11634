using System.Globalization;
using System.Net;
using System.Text;
using Xcs.Planning;

namespace Xcs.Diagnostics.Display;

/// <summary>
/// A report small enough to stand below a cell: figures, the timeline, parallelism over time, and the first pieces of advice. No script, and colours of its own
/// for light and dark, so that it looks the same wherever the notebook is opened.
/// </summary>
internal sealed class ReportPanel
{
    private const int Width = 880;
    private const int Left = 110;
    private const int LaneHeight = 22;
    private const int AreaHeight = 44;
    private const int MostSlices = 600;
    private const int MostAdvice = 3;

    private const string Style =
        """
        <style>
        .xcs-report { font: 13px/1.5 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; color: #1f2328; background: #fff; max-width: 920px; padding: 12px 16px; }
        .xcs-report b { font-size: 15px; } .xcs-report .quiet { color: #59636e; fill: #59636e; } .xcs-report ol { margin: 8px 0 0; padding-left: 20px; }
        .xcs-report svg { max-width: 100%; height: auto; display: block; margin: 8px 0; } .xcs-report .lane { fill: #f0f2f5; }
        .xcs-report .c0 { fill: #6ea8e8; } .xcs-report .c1 { fill: #f2a65a; } .xcs-report .c2 { fill: #7ccf8c; } .xcs-report .c3 { fill: #b99ae8; } .xcs-report .c4 { fill: #e88aa4; } .xcs-report .c5 { fill: #a9b4c0; }
        @media (prefers-color-scheme: dark) {
        .xcs-report { color: #f0f6fc; background: #0d1117; } .xcs-report .quiet { color: #9198a1; fill: #9198a1; } .xcs-report .lane { fill: #1c232c; } .xcs-report text { fill: #f0f6fc; }
        }
        </style>

        """;

    // The operators with the most time have a colour each, the others share the last one.
    private const int Colours = 6;

    private readonly StringBuilder _html = new();
    private readonly RunReport _report;
    private readonly Dictionary<string, int> _colours;

    private ReportPanel(RunReport report)
    {
        _report = report;
        _colours = report.Operators.Select(static (row, place) => (row.Name, Colour: Math.Min(place, Colours - 1))).DistinctBy(static row => row.Name).ToDictionary();
    }

    public static string Write(RunReport report)
    {
        var panel = new ReportPanel(report);
        panel.Write();
        return panel._html.ToString();
    }

    private void Write()
    {
        var run = _report.Summary;
        Line($"<div class=\"xcs-report\">");
        _html.Append(Style);
        Line($"<div><b>{Time(run.Makespan)}</b> for run {run.Run} of {run.Graph} <span class=\"quiet\">· {run.Mode.ToString()}, {run.Workers} workers · bound {Time(_report.Bound)}, reached {Percent(_report.Efficiency)} · workers busy {Percent(_report.Utilisation)} · T1 {Time(run.Work)}, T∞ {Time(run.Span)}</span></div>");
        WriteTimeline();
        WriteLegend();
        WriteAdvice();
        _html.Append("</div>\n");
    }

    private void WriteTimeline()
    {
        var lanes = _report.Lanes;
        var top = lanes.Count * LaneHeight;
        var height = top + AreaHeight + 34;
        Line($"<svg viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"Timeline\" font-size=\"11\">");
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            Line($"<rect class=\"lane\" x=\"{Left}\" y=\"{(lane * LaneHeight) + 2}\" width=\"{Width - Left}\" height=\"{LaneHeight - 4}\"/>");
            Line($"<text x=\"0\" y=\"{(lane * LaneHeight) + 15}\">{Short(lanes[lane].Name)}</text>");
        }

        foreach (var (slice, count) in FoldedSlices.Of(_report.Timeline, MostSlices).Slices.Where(static slice => slice.Slice.Depth == 0))
        {
            var (x, end) = (X(slice.Started), X(slice.Ended));
            var note = count > 1 ? $"{count} short ones" : $"{slice.Event.Operator}: {Time(slice.Ended - slice.Started)}";
            Line($"<rect class=\"c{_colours.GetValueOrDefault(slice.Event.Operator, Colours - 1)}\" x=\"{x:0.#}\" y=\"{(slice.Lane * LaneHeight) + 2}\" width=\"{Math.Max(0.8, end - x):0.#}\" height=\"{LaneHeight - 4}\"><title>{note}</title></rect>");
        }

        WriteParallelism(top + 8);
        Line($"<text class=\"quiet\" x=\"{Left}\" y=\"{height - 4}\">0</text><text class=\"quiet\" x=\"{Width}\" y=\"{height - 4}\" text-anchor=\"end\">{Time(_report.Makespan)}</text>");
        _html.Append("</svg>\n");
    }

    // How many workers ran nodes, against how many there are.
    private void WriteParallelism(int top)
    {
        var (values, workers) = (_report.Parallelism, Math.Max(1, _report.Summary.Workers));
        var points = new StringBuilder();
        for (var k = 0; k < values.Count; k++)
        {
            var y = top + (AreaHeight * (1 - Math.Min(1, values[k] / workers)));
            points.Append(CultureInfo.InvariantCulture, $"{Left + ((Width - Left) * (double)k / values.Count):0.#},{y:0.#} {Left + ((Width - Left) * (double)(k + 1) / values.Count):0.#},{y:0.#} ");
        }

        Line($"<rect class=\"lane\" x=\"{Left}\" y=\"{top}\" width=\"{Width - Left}\" height=\"{AreaHeight}\"/>");
        Line($"<polygon class=\"c0\" points=\"{Left},{top + AreaHeight} {points.ToString()}{Width},{top + AreaHeight}\"/>");
        Line($"<text x=\"0\" y=\"{top + 11}\">{workers} busy</text><text class=\"quiet\" x=\"0\" y=\"{top + AreaHeight}\">none</text>");
    }

    private void WriteLegend()
    {
        _html.Append("<div class=\"quiet\">");
        foreach (var row in _report.Operators.Take(Colours))
            Line($"<svg viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" style=\"display:inline-block;margin:0 4px 0 0\"><rect class=\"c{_colours[row.Name]}\" width=\"10\" height=\"10\"/></svg>{row.Name} × {row.Count}, {Time(row.Total)}&ensp;");
        _html.Append("</div>\n");
    }

    private void WriteAdvice()
    {
        _html.Append("<ol>\n");
        foreach (var advice in _report.Advice.Take(MostAdvice))
            Line($"<li>{advice.Finding} <span class=\"quiet\">{advice.Mend} Saves {Time(advice.Gain)}.</span></li>");
        _html.Append("</ol>\n");
    }

    private double X(double time) => Left + ((Width - Left) * Math.Clamp(time / Math.Max(1, _report.Makespan), 0, 1));

    private static string Short(string name) => name.Length > 16 ? name[..15] + "…" : name;

    private static string Time(double nanoseconds) => Duration.Text(nanoseconds);

    private static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture);

    // Every hole that is text is encoded.
    private void Line(FormattableString line)
    {
        var holes = Array.ConvertAll(line.GetArguments(), static hole => hole is string text ? WebUtility.HtmlEncode(text) : hole);
        _html.Append(string.Format(CultureInfo.InvariantCulture, line.Format, holes)).Append('\n');
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>A report as one web page. Everything that can be read is in the page itself; a script adds the timeline.</summary>
internal sealed partial class ReportHtml
{
    private const int Colours = 8;
    private const int WavesOnPortrait = 4;

    private readonly StringBuilder _html = new();
    private readonly RunReport _report;

    private ReportHtml(RunReport report) => _report = report;

    public static string Write(RunReport report)
    {
        var page = new ReportHtml(report);
        page.WriteBody();
        var parts = new Dictionary<string, string>
        {
            ["title"] = Encode($"{report.Graph.Name}: run {report.Summary.Run.ToString(CultureInfo.InvariantCulture)}"),
            ["css"] = Resource("report.css"),
            ["js"] = Resource("report.js"),
            ["body"] = page._html.ToString(),
            ["data"] = ReportData.Write(report),
        };
        return Hole().Replace(Resource("report.html"), hole => parts[hole.Groups[1].Value]);
    }

    /// <summary>The place of an operator's colour in the style sheet: the operators with the most time have one each.</summary>
    public static int ColourOf(int operation) => Math.Min(operation, Colours);

    private void WriteBody()
    {
        WriteHead();
        WriteAdvice();
        WriteTimeline();
        WritePath();
        WriteWaves();
        WriteGraph();
        WriteOperators();
        WriteWhere();
        WriteQuestions();
        Line($"<footer>Times are wall-clock times of this run. Gains and answers come from a simulation of it by list scheduling, calibrated with {Time(_report.SchedulingCost)} for scheduling a unit. Gains of two pieces of advice do not add up. Written by Xcs.</footer>");
    }

    private void WriteHead()
    {
        var run = _report.Summary;
        Line($"<h1>{_report.Graph.Name}: run {run.Run}</h1>");
        Line($"<p class=\"lead\">{run.Mode}, {Count(run.Workers, "worker")}, {run.Outcome.ToString().ToLowerInvariant()}; {Count(_report.Timeline.Nodes.Length, "node")} in {Count(_report.Waves.Count, "wave")}</p>");
        if (ReportText.Caveat(_report) is { } caveat)
            Line($"<p class=\"caveat\">{caveat}</p>");
        _html.Append("<dl class=\"figures\">\n");
        Figure("Makespan", Time(run.Makespan), "from call to result");
        Figure("Bound", Time(_report.Bound), $"max(T∞, T1/{run.Workers.ToString(CultureInfo.InvariantCulture)})");
        Figure("Efficiency", Percent(_report.Efficiency), "bound / makespan");
        Figure("Utilisation", Percent(_report.Utilisation), "of the workers' time");
        Figure("Work T1", Time(run.Work), "all nodes, one by one");
        Figure("Span T∞", Time(run.Span), "the longest path");
        Figure("Queued", Time(_report.QueuedTime), $"ready; {Time(_report.RunTime)} running");
        _html.Append("</dl>\n");

        void Figure(string name, string value, string note) => Line($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");
    }

    private void WriteAdvice()
    {
        Title("Advice", "What would make this run shorter, the largest gain first.");
        if (_report.Advice.Count == 0)
        {
            Line($"<p>None: nothing that the simulator knows gains 1 % or more.</p>");
            return;
        }

        _html.Append("<ol class=\"advice\">\n");
        foreach (var advice in _report.Advice)
        {
            var part = advice.Gain / Math.Max(1, _report.Makespan);
            Line($"<li><div class=\"gain\">−{Time(advice.Gain)}<small>{Percent(part)} of the makespan</small><span class=\"bar\"><i style=\"width:{100 * part:0.#}%\"></i></span></div><div><p>{advice.Finding}</p><p class=\"mend\">{advice.Mend}</p></div></li>");
        }

        _html.Append("</ol>\n");
    }

    private void WriteTimeline()
    {
        Title("Timeline", "Who ran what, when. Critical-path nodes have a red edge. Below it, how many workers were busy.");
        _html.Append(
            """
            <noscript><p>The timeline is drawn by a script. The tables below need none.</p></noscript>
            <div class="tools" hidden>
            <span class="buttons"><button type="button" data-do="in" title="Zoom in (+)">+</button><button type="button" data-do="out" title="Zoom out (−)">−</button><button type="button" data-do="left" title="Earlier (←)">←</button><button type="button" data-do="right" title="Later (→)">→</button><button type="button" data-do="fit" title="Show all (0)">Fit</button></span>
            <label>Arrows <select id="arrows"><option value="path">critical path</option><option value="chosen">selected node</option><option value="all">all in view</option><option value="none">none</option></select></label>
            <span class="quiet">Drag to pan, Ctrl and wheel or pinch to zoom, click a slice for details.</span>
            </div>
            <div id="timeline" tabindex="0" role="application" aria-label="Timeline; plus and minus zoom, arrow keys pan, 0 shows all"></div>
            <p id="selected" class="quiet" aria-live="polite"></p>
            <div id="legend"></div>
            <div id="tip" hidden></div>

            """);
        if (ReportData.Folding(_report) is { } note)
            Line($"<p class=\"rest\">{note}</p>");
    }

    private void WriteGraph()
    {
        _html.Append(_report.Plan.Waves.Count > WavesOnPortrait ? "<section class=\"wide\">\n" : "<section>\n");
        Title("Graph", "Nodes by wave, with the times of this run. The longest path is marked.");
        _html.Append("<div class=\"graph\" tabindex=\"0\" role=\"region\" aria-label=\"Graph\">\n").Append(_report.Plan.ToSvg()).Append("</div>\n</section>\n");
    }

    private void Title(string title, string about)
    {
        Line($"<h2>{title}</h2>");
        Line($"<p class=\"about\">{about}</p>");
    }

    // Every hole is text and is encoded, but for numbers, which cannot need it.
    private void Line(FormattableString line)
    {
        var arguments = Array.ConvertAll(line.GetArguments(), static argument => argument is string or NodeId or Node ? Encode(argument.ToString()!) : argument);
        _html.Append(string.Format(CultureInfo.InvariantCulture, line.Format, arguments)).Append('\n');
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Time(double nanoseconds) => Duration.Text(nanoseconds);

    private static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture);

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Hole();

    private static string Resource(string name)
    {
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream($"Xcs.Report.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

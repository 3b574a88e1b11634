namespace Xcs.Diagnostics;

// The tables. Long ones keep the rows that matter most and say how many they leave out.
internal sealed partial class ReportHtml
{
    private const int MostRows = 24;
    private const int MostLanes = 24;

    private void WritePath()
    {
        Title("Critical path", "What decided when the run ended: from the last node backwards, each time to the one that it waited for last. Red is the time in which the node was ready and did not run.");
        var shown = _report.Path.OrderByDescending(static step => step.Share).Take(MostRows).ToHashSet();
        Open("Node", "Started#", "Waited#", "Ran#", "Blame#", "Why not earlier", "");
        foreach (var step in _report.Path.Where(shown.Contains))
        {
            Line($"<tr><td class=\"name\">{step.Node} {step.Operator}</td><td class=\"number\">{Time(step.Started)}</td><td class=\"number\">{Time(step.Waited)}</td><td class=\"number\">{Time(step.Duration)}</td><td class=\"number\">{Percent(step.Share)}</td><td>{ReportText.Because(step.Reason)}</td>");
            Line($"<td class=\"span\"><span class=\"track\"><i class=\"wait\" style=\"left:{Place(step.Started - step.Waited):0.##}%;width:{Place(step.Waited):0.##}%\"></i><i style=\"left:{Place(step.Started):0.##}%;width:{Place(step.Duration):0.##}%\"></i></span></td></tr>");
        }

        Close(_report.Path.Count - shown.Count, "node", "with less blame");
    }

    private void WriteWaves()
    {
        Title("Waves", "From the start of the first node to the end of the last. Red is the time in which a wave waited for one node alone.");
        var shown = _report.Waves.OrderByDescending(static wave => wave.Wait).ThenByDescending(static wave => wave.Ended - wave.Started).Take(MostRows).ToHashSet();
        Open("Wave#", "Nodes#", "Took#", "Work#", "Waited#", "For", "");
        foreach (var wave in _report.Waves.Where(shown.Contains))
        {
            Line($"<tr><td class=\"number\">{wave.Wave}</td><td class=\"number\">{wave.Nodes}</td><td class=\"number\">{Time(wave.Ended - wave.Started)}</td><td class=\"number\">{Time(wave.Work)}</td><td class=\"number\">{(wave.Nodes > 1 ? Time(wave.Wait) : "–")}</td><td class=\"name\">{(wave.Nodes > 1 ? _report.Graph[wave.Straggler].ToString() : "–")}</td>");
            Line($"<td class=\"span\"><span class=\"track\"><i style=\"left:{Place(wave.Started):0.##}%;width:{Place(wave.Ended - wave.Wait - wave.Started):0.##}%\"></i><i class=\"wait\" style=\"left:{Place(wave.Ended - wave.Wait):0.##}%;width:{Place(wave.Wait):0.##}%\"></i></span></td></tr>");
        }

        Close(_report.Waves.Count - shown.Count, "wave", "that waited less");
    }

    private void WriteOperators()
    {
        Title("Operators", "Time from start to end, waiting included. The histogram counts nodes by time; each bar is twice as long as the one to its left.");
        Open("Operator", "Nodes#", "Total#", "Median#", "95 %#", "Longest#", "How many took how long");
        foreach (var (place, operation) in _report.Operators.Take(MostRows).Index())
        {
            Line($"<tr><td class=\"name\"><span class=\"swatch\" style=\"background:var(--c{ColourOf(place)})\"></span>{operation.Name}</td><td class=\"number\">{operation.Count:N0}</td><td class=\"number\">{Time(operation.Total)}</td><td class=\"number\">{Time(operation.Median)}</td><td class=\"number\">{Time(operation.P95)}</td><td class=\"number\">{Time(operation.Longest)}</td><td>");
            WriteHistogram(operation);
            _html.Append("</td></tr>\n");
        }

        Close(_report.Operators.Count - MostRows, "operator", "with less time");
    }

    private void WriteHistogram(OperatorReport operation)
    {
        const int Step = 8;
        const int Height = 26;
        var most = operation.Histogram.Max();
        Line($"<svg class=\"histogram\" width=\"{Step * operation.Histogram.Count}\" height=\"{Height + 1}\" role=\"img\" aria-label=\"Histogram of {operation.Name}\"><line x1=\"0\" x2=\"{Step * operation.Histogram.Count}\" y1=\"{Height + 0.5}\" y2=\"{Height + 0.5}\"/>");
        for (var k = 0; k < operation.Histogram.Count; k++)
        {
            var (count, from) = (operation.Histogram[k], OperatorReport.HistogramStart * Math.Pow(2, k));
            if (count == 0)
                continue;
            var height = Math.Max(2, Height * (double)count / most);
            Line($"<rect x=\"{(Step * k) + 1}\" y=\"{Height - height:0.#}\" width=\"{Step - 2}\" height=\"{height:0.#}\"><title>{count:N0} {(count == 1 ? "node" : "nodes")} from {Time(k == 0 ? 0 : from)}{(k == operation.Histogram.Count - 1 ? " on" : $" to {Time(2 * from)}")}</title></rect>");
        }

        _html.Append("</svg>");
    }

    private void WriteWhere()
    {
        Title("Which operators ran where", "Time on each thread, and how many nodes ended there.");
        var lanes = Math.Min(_report.Lanes.Count, MostLanes);
        Open(["Operator", .. _report.Lanes.Take(lanes).Select(static lane => $"{lane.Name}#")]);
        foreach (var (place, operation) in _report.Operators.Take(MostRows).Index())
        {
            Line($"<tr><td class=\"name\"><span class=\"swatch\" style=\"background:var(--c{ColourOf(place)})\"></span>{operation.Name}</td>");
            var longest = operation.Lanes.Select(static lane => lane.Time).DefaultIfEmpty().Max();
            foreach (var cell in Enumerable.Range(0, lanes).Select(lane => operation.Lanes.FirstOrDefault(cell => cell.Lane == lane, (lane, 0, 0))))
            {
                if (cell.Time > 0 || cell.Count > 0)
                    Line($"<td class=\"heat\" style=\"--part:{(longest > 0 ? cell.Time / longest : 0):0.##}\">{Time(cell.Time)} <small>{cell.Count:N0}×</small></td>");
                else
                    Line($"<td class=\"heat\" style=\"--part:0\"><small>–</small></td>");
            }

            _html.Append("</tr>\n");
        }

        Line($"<tr><td>busy</td>");
        foreach (var lane in _report.Lanes.Take(lanes))
            Line($"<td class=\"number\">{Percent(lane.Utilisation)}</td>");
        _html.Append("</tr>\n");
        Close(_report.Lanes.Count - lanes, "thread", "in no column");
    }

    private void WriteQuestions()
    {
        Title("What if", "The same run by simulation, with one thing changed.");
        Open("Change", "Makespan#", "Difference#", "");
        var longest = _report.WhatIfs.Select(static answer => answer.Makespan).Append(_report.Makespan).Max();
        Row("as it was", _report.Makespan, "");
        foreach (var answer in _report.WhatIfs)
            Row(answer.Question, answer.Makespan, ReportText.Change(answer));
        Close();

        void Row(string question, double makespan, string change) =>
            Line($"<tr><td class=\"name\">{question}</td><td class=\"number\">{Time(makespan)}</td><td class=\"number\">{change}</td><td class=\"span\"><span class=\"track\"><i style=\"left:0;width:{100 * makespan / longest:0.##}%\"></i></span></td></tr>");
    }

    // Names that end in # are those of columns of numbers.
    private void Open(params string[] columns)
    {
        _html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><thead><tr>");
        foreach (var column in columns)
            Line(column.EndsWith('#') ? $"<th class=\"number\">{column[..^1]}</th>" : (FormattableString)$"<th>{column}</th>");
        _html.Append("</tr></thead><tbody>\n");
    }

    private void Close(int rest = 0, string what = "", string why = "")
    {
        _html.Append("</tbody></table>");
        if (rest > 0)
            Line($"<p class=\"rest\">… and {Count(rest, what)} {why}</p>");
        _html.Append("</div>\n");
    }

    private double Place(double time) => _report.Makespan > 0 ? Math.Clamp(100 * time / _report.Makespan, 0, 100) : 0;
}

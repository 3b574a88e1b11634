using System.Globalization;
using System.Text;
using System.Text.Json;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>What the script of the page draws: slices, waiting nodes, edges and waves as flat arrays of numbers; times in nanoseconds.</summary>
internal sealed class ReportData
{
    private const int MostSlices = 30_000;
    private const int MostEdges = 20_000;
    private const int MostWaiting = 2_000;

    private readonly RunReport _report;
    private readonly Dictionary<string, int> _operators;

    private ReportData(RunReport report)
    {
        _report = report;
        _operators = report.Operators.Index().ToDictionary(static operation => operation.Item.Name, static operation => operation.Index);
    }

    public static string Write(RunReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            new ReportData(report).Write(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>What the page leaves out of a large trace; null where it shows everything.</summary>
    public static string? Folding(RunReport report)
    {
        var all = report.Timeline.Slices.Length;
        var notes = new List<string>();
        if (all > MostSlices)
        {
            var (slices, shortest) = FoldedSlices.Of(report.Timeline, MostSlices);
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{all:N0} slices are folded into {slices.Count:N0}: neighbours shorter than {Duration.Text(shortest)} are drawn as one. The Chrome trace has all of them."));
        }

        if (EdgeCount(report) > MostEdges)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of {EdgeCount(report):N0} edges only those of the critical path have arrows."));
        var waiting = report.Timeline.Nodes.Count(static e => e.IsSuspended);
        if (waiting > MostWaiting)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of {waiting:N0} waiting nodes the longest {MostWaiting:N0} are drawn."));
        return notes.Count > 0 ? string.Join(' ', notes) : null;
    }

    private static int EdgeCount(RunReport report) => report.Graph.Inputs.ItemCount + report.Graph.Ordering.ItemCount;

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("makespan", Math.Round(_report.Makespan));
        json.WriteNumber("workers", _report.Summary.Workers);
        json.WriteStartArray("lanes");
        foreach (var lane in _report.Lanes)
        {
            json.WriteStartArray();
            json.WriteStringValue(lane.Name);
            json.WriteNumberValue(Timeline.HoldsWorker(lane.Thread) ? 1 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("operators");
        foreach (var operation in _report.Operators)
            json.WriteStringValue(operation.Name);
        json.WriteEndArray();
        Numbers(json, "slices", Slices());
        Numbers(json, "waiting", Waiting());
        Numbers(json, "nodes", Nodes());
        Numbers(json, "edges", Edges());
        Numbers(json, "path", _report.Path.Select(static step => (double)step.Node.Value));
        Numbers(json, "waves", _report.Waves.SelectMany(static wave => new[] { wave.Wave, wave.Started, wave.Ended, wave.Wait, wave.Straggler.Value, wave.Nodes }));
        json.WriteEndObject();
    }

    // Lane, depth, start, length, operator, node (-1 in a body), what it is (0 node, 1 part, 2 units, 3 folded; 4 more where it failed), first unit, how many.
    private IEnumerable<double> Slices()
    {
        var slices = FoldedSlices.Of(_report.Timeline, MostSlices).Slices;
        foreach (var (slice, count) in slices)
        {
            var e = slice.Event;
            var kind = count > 1 ? 3 : e.Kind switch { TraceEventKind.Node => 0, TraceEventKind.Part => 1, _ => 2 };
            yield return slice.Lane;
            yield return slice.Depth;
            yield return slice.Started;
            yield return slice.Ended - slice.Started;
            yield return OperatorOf(e);
            yield return count == 1 && e.Activation == 0 ? e.Node!.Value.Value : -1;
            yield return kind + (e.Outcome == TraceOutcome.Failed ? 4 : 0);
            yield return e.FirstUnit;
            yield return count > 1 ? count : e.UnitCount;
        }
    }

    // Node, start, length, operator, when it was left and when it went on, as far as that is known.
    private IEnumerable<double> Waiting() => _report.Timeline.Nodes
        .Where(static e => e.IsSuspended)
        .OrderByDescending(static e => e.Ended - e.Started).Take(MostWaiting).OrderBy(static e => e.Started)
        .SelectMany(e => new[]
        {
            e.Node!.Value.Value, At(e.Started), At(e.Ended) - At(e.Started), OperatorOf(e),
            e.Suspended is { } left ? At(left) : -1, e.Resumed is { } back ? At(back) : -1,
        });

    // Node, when it was ready, started and ended.
    private IEnumerable<double> Nodes()
    {
        var path = _report.Path.Select(static step => step.Node).ToHashSet();
        var nodes = EdgeCount(_report) > MostEdges ? _report.Timeline.Nodes.Where(e => path.Contains(e.Node!.Value)) : _report.Timeline.Nodes;
        return nodes.SelectMany(e => new[] { e.Node!.Value.Value, e.Queued is { } queued ? At(queued) : -1, At(e.Started), At(e.Ended) });
    }

    // From, to, whether it carries order alone.
    private IEnumerable<double> Edges()
    {
        if (EdgeCount(_report) > MostEdges)
            yield break;
        for (var node = 0; node < _report.Graph.NodeCount; node++)
        {
            foreach (var edge in _report.Graph.Inputs[node].ToArray().Distinct().Where(earlier => !_report.Graph.Operators[earlier].IsGiven))
            {
                yield return edge;
                yield return node;
                yield return 0;
            }

            foreach (var edge in _report.Graph.Ordering[node].ToArray())
            {
                yield return edge;
                yield return node;
                yield return 1;
            }
        }
    }

    private double At(long ticks) => _report.Timeline.At(ticks);

    private int OperatorOf(in TraceEvent e) => _operators.GetValueOrDefault(e.Operator, _operators.Count);

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(Math.Round(number));
        json.WriteEndArray();
    }
}

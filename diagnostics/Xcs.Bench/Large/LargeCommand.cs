using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>large</c>: what a graph costs to prepare and to run as it grows from 10^4 to 10^6 nodes.</summary>
internal sealed class LargeCommand : Command
{
    private readonly CommonOptions _options = new();

    public LargeCommand()
        : base("large", "Chain, stencil and random fan-in of 10^4 to 10^6 nodes: trace, plan, compile, first run, next run.")
    {
        _options.AddTo(this, static () => LargeGraph.All.Select(static graph => graph.Name));
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurer = new LargeMeasurer(repetitions: _options.IsQuick(arguments) ? 1 : 5);
        List<StagedMeasurement> measurements = [];
        List<Table> tables = [];
        foreach (var graph in LargeGraph.All.Where(graph => _options.Selects(arguments, graph.Name)))
        {
            List<StagedMeasurement> rows = [.. LargeGraph.Sizes.SelectMany(size => measurer.Measure(graph, size))];
            measurements.AddRange(rows);
            tables.Add(LargeTable.Create(rows));
            ConsoleReport.Show(tables[^1]);
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

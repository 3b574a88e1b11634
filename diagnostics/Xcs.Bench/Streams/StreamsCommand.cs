using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>streams</c>: items of a stream against a plain loop over it and hand-written blocks.</summary>
internal sealed class StreamsCommand : Command
{
    private readonly CommonOptions _options = new();

    public StreamsCommand()
        : base("streams", "Streams of cheap, middling and waiting items: Xcs and hand-written TPL Dataflow against await foreach.")
    {
        _options.AddTo(this, static () => StreamWorkloads.All.Select(static workload => workload.Name));
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurer = new Measurer(_options.IsQuick(arguments) ? MeasuringOptions.Quick : MeasuringOptions.Full);
        List<Measurement> measurements = [];
        List<Table> tables = [];
        foreach (var workload in StreamWorkloads.All.Where(workload => _options.Selects(arguments, workload.Name)))
        {
            var rows = measurer.Measure(workload);
            measurements.AddRange(rows);
            tables.Add(PeersTable.Create(rows) with { Title = $"{workload.Name}: {Figures.Count(workload.Nodes)} items, ns/node is ns/item" });
            ConsoleReport.Show(tables[^1]);
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

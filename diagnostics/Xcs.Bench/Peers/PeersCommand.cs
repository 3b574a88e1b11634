using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>peers</c>: every system on every workload, as ratios against sequential C#.</summary>
internal sealed class PeersCommand : Command
{
    private readonly CommonOptions _options = new();

    public PeersCommand()
        : base("peers", "Tiny nodes, a diamond of four and slow calls: Xcs and hand-written C# against a sequential loop.")
    {
        _options.AddTo(this, static () => Workloads.All.Select(static workload => workload.Name));
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurer = new Measurer(_options.IsQuick(arguments) ? MeasuringOptions.Quick : MeasuringOptions.Full);
        List<Measurement> measurements = [];
        List<Table> tables = [];
        foreach (var workload in Workloads.All.Where(workload => _options.Selects(arguments, workload.Name)))
        {
            var rows = measurer.Measure(workload);
            measurements.AddRange(rows);
            tables.Add(PeersTable.Create(rows));
            ConsoleReport.Show(tables[^1]);
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

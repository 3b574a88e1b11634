using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>rewriting</c>: the graph rewriting engine against itself with parts of it left out, and over sizes and workers.</summary>
internal sealed class RewritingCommand : Command
{
    // A run of the ring takes a second or more.
    private static readonly MeasuringOptions Long = new(7, TimeSpan.Zero, TimeSpan.Zero);

    private readonly CommonOptions _options = new();

    public RewritingCommand()
        : base("rewriting", "Graph rewriting: the mutex ring, ticks over the size of the state, two workers, the price of admission, garbage.")
    {
        _options.AddTo(this, static () => RewritingCases.Create(isQuick: true).Concat(RewritingCases.Create(isQuick: false)).Select(static @case => @case.Workload.Name));
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var isQuick = _options.IsQuick(arguments);
        List<RewritingMeasurement> measurements = [];
        List<Table> tables = [];
        foreach (var @case in RewritingCases.Create(isQuick).Where(@case => _options.Selects(arguments, @case.Workload.Name)))
        {
            var options = @case.IsLong ? Long : isQuick ? MeasuringOptions.Quick : MeasuringOptions.Full;
            List<RewritingMeasurement> rows = [.. new Measurer(options).Measure(@case.Workload).Select(RewritingMeasurement.Of)];
            measurements.AddRange(rows);
            tables.Add(RewritingTable.Create(rows, @case.Goal));
            ConsoleReport.Show(tables[^1]);
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

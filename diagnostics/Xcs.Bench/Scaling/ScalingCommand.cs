using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>scaling</c>: what more workers bring.</summary>
internal sealed class ScalingCommand : Command
{
    private static readonly int[] Counts = [1, 2, 3, 4, 8, 16, 32, 64];

    private readonly CommonOptions _options = new();

    public ScalingCommand()
        : base("scaling", "N = 1 to 64 independent operators on 1 to twice as many workers as processors: speed-up and efficiency.")
    {
        _options.AddTo(this, static () => Enum.GetNames<ScalingWork>());
        _options.AddChartTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var options = (_options.IsQuick(arguments) ? MeasuringOptions.Quick : MeasuringOptions.Full) with { WarmUpTime = TimeSpan.FromMilliseconds(50) };
        var measurer = new Measurer(options);
        List<ScalingMeasurement> measurements = [];
        List<Table> tables = [];
        List<Chart> charts = [];
        foreach (var work in Enum.GetValues<ScalingWork>().Where(work => _options.Selects(arguments, work.ToString())))
        {
            List<ScalingMeasurement> rows = [.. Counts.SelectMany(count => Measure(measurer, work, count))];
            measurements.AddRange(rows);
            tables.Add(ScalingTable.Create(rows));
            charts.Add(ScalingTable.Draw(rows));
            ConsoleReport.Show(tables[^1]);
            ConsoleReport.Show(charts[^1]);
        }

        _options.Files(arguments).Write(tables, measurements, charts);
    }

    private static IEnumerable<ScalingMeasurement> Measure(Measurer measurer, ScalingWork work, int count)
    {
        int[] workers = [.. Enumerable.Range(1, 2 * Environment.ProcessorCount)];
        var workload = new Workload($"{work}, {count} operators", count, Waves: 1, () =>
            [new OneByOne(work, count), .. workers.Select(number => new PooledContender(ScalingOperators.Program(work, count), number))]);
        return measurer.Measure(workload).Skip(1).Zip(workers, (row, number) => ScalingMeasurement.Of(work, count, number, row));
    }
}

using System.CommandLine;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary><c>kernels</c>: emulated GPU kernels and tensor operations against loops, and against what the machine can do.</summary>
internal sealed class KernelsCommand : Command
{
    private readonly CommonOptions _options = new();
    private readonly Option<int> _width = new("--width") { Description = "Bits of the vectors that kernels use: 128, 256 or 512; the widest where it is left out." };

    private readonly Option<bool> _fastest = new("--fastest") { Description = "Times and ratios of the fastest round rather than medians, on a machine that others use." };

    public KernelsCommand()
        : base("kernels", "The classic kernels against loops and hand-written vectors, warp reductions, launches, matrix products, tensor operations.")
    {
        _options.AddTo(this, static () => KernelSections.Create(new KernelOptions()).SelectMany(static section => section.Workloads).Select(static workload => workload.Name));
        _width.AcceptOnlyFromAmong("128", "256", "512");
        Options.Add(_width);
        Options.Add(_fastest);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var options = new KernelOptions { Width = (KernelWidth)arguments.GetValue(_width) };
        var measurer = new Measurer(_options.IsQuick(arguments) ? MeasuringOptions.Quick : MeasuringOptions.Full with { WarmUpTime = TimeSpan.FromMilliseconds(100) });
        List<Measurement> measurements = [];
        List<Table> tables = [];
        foreach (var section in KernelSections.Create(options))
        {
            List<IReadOnlyList<Measurement>> rows = [.. section.Workloads.Where(workload => _options.Selects(arguments, workload.Name)).Select(measurer.Measure)];
            if (rows.Count == 0)
                continue;
            if (arguments.GetValue(_fastest))
                rows = [.. rows.Select(static kernel => kernel.Select(row => row.AtBest(kernel[0])).ToList())];
            measurements.AddRange(rows.SelectMany(static row => row));
            tables.Add(section.Tabulate(rows));
            ConsoleReport.Show(tables[^1]);
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

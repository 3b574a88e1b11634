using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>taskbench</c>: how small tasks may be before a system costs more than it brings.</summary>
internal sealed class TaskBenchCommand : Command
{
    private readonly CommonOptions _options = new();

    private readonly Option<int[]> _widths = new("--width")
    {
        Description = "Points of a step; several may be given. Default: one for each processor, and 8.",
        AllowMultipleArgumentsPerToken = true,
    };

    public TaskBenchCommand()
        : base("taskbench", "Task Bench: METG(50 %) and METG(75 %) of Xcs, TPL Dataflow, tasks and Parallel.For on eleven patterns.")
    {
        Options.Add(_widths);
        _options.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var workers = Environment.ProcessorCount;
        var peak = Peak.Measure(workers);
        Console.WriteLine($"peak: {workers} workers, {peak.NanosecondsPerIteration:0.000} ns for an iteration of the kernel");
        var sweep = new GrainSweep(_options.IsQuick(arguments) ? TaskBenchOptions.Quick : TaskBenchOptions.Full, peak, TaskContenders.Create);
        List<TaskBenchMeasurement> measurements = [];
        List<Table> tables = [];
        int[] widths = arguments.GetValue(_widths) is { Length: > 0 } given ? given : [workers, 8];
        foreach (var width in widths.Distinct())
        {
            List<TaskBenchMeasurement> rows = [];
            foreach (var pattern in Enum.GetValues<DependencePattern>().Where(pattern => _options.Selects(arguments, pattern.ToText())))
                rows.AddRange(sweep.Measure(pattern, width));
            if (rows.Count == 0)
                continue;
            measurements.AddRange(rows);
            foreach (var percent in (ReadOnlySpan<int>)[50, 75])
            {
                tables.Add(TaskBenchTable.Create(rows, percent));
                ConsoleReport.Show(tables[^1]);
            }
        }

        _options.Files(arguments).Write(tables, measurements);
    }
}

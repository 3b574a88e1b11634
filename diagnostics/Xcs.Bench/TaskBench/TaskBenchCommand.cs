using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

    private readonly Option<string[]> _systems = new("--systems")
    {
        Description = "Only the systems with one of these texts in their names.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _sample = new("--sample")
    {
        Description = "Milliseconds of a sample. Default: 20.",
    };

    private readonly Option<bool> _fastest = new("--fastest")
    {
        Description = "A sample is its fastest run and not the median: for a machine that others use, with a longer --sample.",
    };

    public TaskBenchCommand()
        : base("taskbench", "Task Bench: METG(50 %) and METG(75 %) of Xcs, TPL Dataflow, tasks and Parallel.For on eleven patterns.")
    {
        _widths.Validators.Add(static result => RequirePositive(result));
        _sample.Validators.Add(static result => RequirePositive(result));
        _systems.Validators.Add(static result =>
        {
            foreach (var text in result.Tokens.Select(static token => token.Value).Where(static text => TaskContenders.Named([text]).Count == 0))
                result.AddError($"--systems: none has '{text}' in its name. There is: {string.Join("; ", TaskContenders.Named([]))}.");
        });
        Options.Add(_widths);
        Options.Add(_systems);
        Options.Add(_sample);
        Options.Add(_fastest);
        _options.AddTo(this, static () => Enum.GetValues<DependencePattern>().Select(static pattern => pattern.ToText()));
        _options.AddChartTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var workers = Environment.ProcessorCount;
        var peak = Peak.Measure(workers);
        var options = _options.IsQuick(arguments) ? TaskBenchOptions.Quick : TaskBenchOptions.Full;
        if (arguments.GetValue(_sample) is { } milliseconds)
            options = options with { SampleTime = TimeSpan.FromMilliseconds(milliseconds) };
        if (arguments.GetValue(_fastest))
            options = options with { Statistic = SampleStatistic.Fastest };
        var sweep = new GrainSweep(options, peak, graph => TaskContenders.Create(graph, arguments.GetValue(_systems) ?? []));

        int[] widths = arguments.GetValue(_widths) is { Length: > 0 } given ? given : [workers, 8];
        List<SystemCurves> curves = [];
        foreach (var width in widths.Distinct())
        {
            foreach (var pattern in Enum.GetValues<DependencePattern>().Where(pattern => _options.Selects(arguments, pattern.ToText())))
            {
                Console.WriteLine($"{pattern.ToText()}, width {width} …");
                curves.AddRange(sweep.Measure(pattern, width));
            }
        }

        Report(arguments, peak, [.. curves.Select(system => system.Summarize(peak))]);
    }

    private static void RequirePositive(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(static token => int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < 1))
            result.AddError($"{result.Option.Name}: it is {token.Value}; give 1 or more.");
    }

    private void Report(ParseResult arguments, Peak peak, TaskBenchMeasurement[] measurements)
    {
        Console.WriteLine($"peak: {peak.Workers} workers, {peak.NanosecondsPerIteration:0.000} ns for an iteration of the kernel");
        List<Table> tables = [];
        foreach (var rows in measurements.GroupBy(row => row.Width))
        {
            foreach (var percent in (ReadOnlySpan<int>)[50, 75])
            {
                tables.Add(TaskBenchTable.Create([.. rows], percent));
                ConsoleReport.Show(tables[^1]);
            }
        }

        _options.Files(arguments).Write(tables, measurements, [.. measurements.GroupBy(row => (row.Width, row.Pattern)).Select(rows => TaskBenchTable.Draw([.. rows]))]);
    }
}

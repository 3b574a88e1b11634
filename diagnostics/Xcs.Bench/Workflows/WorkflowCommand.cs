using System.CommandLine;

namespace Xcs.Bench;

/// <summary><c>workflow</c>: recorded scientific workflows, their run times scaled down.</summary>
internal sealed class WorkflowCommand : Command
{
    private readonly CommonOptions _options = new();

    private readonly Argument<FileInfo[]> _files = new("files")
    {
        Description = "Workflows in WfFormat 1.5, for example from github.com/wfcommons/WfInstances.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<TimeSpan[]> _means = Durations.CreateOption("--mean", "What the mean task is to take; several may be given. Default: 1ms; with --timers 20ms.");
    private readonly Option<bool> _timers = new("--timers") { Description = "Tasks wait for timers instead of computing." };

    public WorkflowCommand()
        : base("workflow", "The graph of a recorded workflow with its measured run times: makespan against max(critical path, work / workers).")
    {
        Arguments.Add(_files);
        Options.Add(_means);
        Options.Add(_timers);
        _options.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        Workflow[] workflows;
        try
        {
            workflows = Array.ConvertAll(arguments.GetValue(_files)!, file => WorkflowFile.Read(file.FullName));
        }
        catch (WorkflowException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }

        return Measure(arguments, workflows);
    }

    private int Measure(ParseResult arguments, Workflow[] workflows)
    {
        var isTimed = arguments.GetValue(_timers);
        TimeSpan[] means = arguments.GetValue(_means) is { Length: > 0 } given ? given : [TimeSpan.FromMilliseconds(isTimed ? 20 : 1)];
        var peak = Peak.Measure(Environment.ProcessorCount);
        var measurer = new Measurer(_options.IsQuick(arguments) ? MeasuringOptions.Quick : MeasuringOptions.Full);
        List<WorkflowMeasurement> measurements = [];
        List<Table> tables = [];
        if (_options.WrongName(arguments, WorkflowContenders.Create(Scale(workflows[0], means[0])).Select(static contender => contender.Name)) is { } mistake)
        {
            Console.Error.WriteLine(mistake);
            return 1;
        }

        foreach (var workflow in workflows)
        {
            foreach (var mean in means)
            {
                var scaled = Scale(workflow, mean);
                var rows = measurer.Measure(new Workload(workflow.Name, scaled.Sites.Length, workflow.Topology.Waves, () => Selected(arguments, scaled)));
                measurements.AddRange(rows.Select(row => WorkflowMeasurement.Of(row, rows[0], scaled, peak.Workers)));
                tables.Add(WorkflowTable.Create(measurements[^rows.Count..], peak.Workers));
                ConsoleReport.Show(tables[^1]);
            }
        }

        _options.Files(arguments).Write(tables, measurements);
        return 0;

        ScaledWorkflow Scale(Workflow workflow, TimeSpan mean) => isTimed ? ScaledWorkflow.Waiting(workflow, mean) : ScaledWorkflow.Computing(workflow, mean, peak);
    }

    private List<IContender> Selected(ParseResult arguments, ScaledWorkflow workflow)
    {
        var all = WorkflowContenders.Create(workflow);
        return [all[0], .. all.Skip(1).Where(contender => _options.Selects(arguments, contender.Name))];
    }
}

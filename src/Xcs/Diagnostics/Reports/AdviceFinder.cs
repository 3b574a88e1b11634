using System.Globalization;
using Xcs.Compilation;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>Tries out, by simulation, what could make a run shorter, and says what did.</summary>
internal sealed class AdviceFinder(RunRecording recording, RunModel model, ExecutionPlan plan, IReadOnlyList<WaveReport> waves)
{
    // What gains less is not worth reading.
    private const double LeastGain = 0.01;

    // A node below this part of the longest path is no straggler.
    private const double LeastShare = 0.2;
    private const int MostStragglers = 3;
    private const int MostCauses = 8;

    private readonly List<Advice> _found = [];
    private int _asked;

    /// <summary>The largest gain first; equal gains in the order of <see cref="AdviceKind"/>.</summary>
    public IReadOnlyList<Advice> All()
    {
        // Simulations of large graphs are few: the most telling come first.
        var isTooFine = FindGrain();
        FindFalseDependencies();
        FindWaveWait();
        FindStragglers();
        FindWorkers();
        if (!isTooFine)
            FindScheduling();
        return [.. _found.OrderByDescending(static advice => advice.Gain).ThenBy(static advice => advice.Kind)];
    }

    private void FindStragglers()
    {
        var stragglers = plan.Path.Nodes.Where(node => recording.Costs[node].Span >= LeastShare * plan.Span)
            .OrderByDescending(node => recording.Costs[node].Span).ThenBy(static node => node).Take(MostStragglers);
        foreach (var node in stragglers)
        {
            var (cost, operation) = (recording.Costs[node], recording.Graph.Operators[node]);
            var isShared = cost.WorkerTime > cost.Span && !operation.WaitsOutside;
            Add(AdviceKind.Straggler,
                Text($"{(isShared ? "the longest item of " : "")}{Name(node)} is {cost.Span / plan.Span:P0} of the critical path: {Duration.Text(cost.Span)} of {Duration.Text(plan.Span)}"),
                operation.WaitsOutside ? "Start what it waits for earlier, or ask for less at once. The gain is that of half its time."
                    : isShared ? "Make items of more equal work. The gain is that of two halves of the longest one."
                    : "Split it into nodes that can run side by side, or make it faster. The gain is that of half its cost.",
                isShared ? new RunChange { Split = node } : new RunChange { Halved = node }, [node]);
        }
    }

    private void FindFalseDependencies()
    {
        foreach (var cause in OrderCause.Of(recording.Graph).OrderByDescending(static cause => cause.Count()).Take(MostCauses))
        {
            var nodes = cause.SelectMany(static edge => new[] { edge.From, edge.To }).Distinct().Order().ToArray();
            var (text, mend) = cause.Key.Explain();
            var names = string.Join(", ", nodes.Take(4).Select(Name)) + (nodes.Length > 4 ? Text($" and {nodes.Length - 4} more") : "");
            Add(AdviceKind.FalseDependency, Text($"{text} keeps {nodes.Length:N0} nodes in order, also where no value passes between them ({names})"),
                mend, new RunChange { Free = cause.Key }, nodes);
        }
    }

    // Whether nodes are too short to be scheduled one by one.
    private bool FindGrain()
    {
        var units = recording.Units;
        var plain = Enumerable.Range(0, units.UnitCount).Where(unit => units.Kinds[unit] == UnitKind.Plain).ToArray();
        var nodes = plain.SelectMany(unit => units.Order[units.UnitStart[unit]..units.UnitStart[unit + 1]]).Order().ToArray();
        if (model.IsSequential || plain.Length < 2 || nodes.Sum(node => recording.Costs[node].WorkerTime) / plain.Length >= Clustering.Grain)
            return false;

        var mean = nodes.Sum(node => recording.Costs[node].WorkerTime) / plain.Length;
        var joined = Clustering.Grains(recording.Graph, Array.ConvertAll(recording.Costs, static cost => cost.WorkerTime), ExecutionMode.Eager);
        var (operation, count) = nodes.CountBy(node => recording.Graph.Operators[node].Name).MaxBy(static name => name.Value);
        return Add(AdviceKind.Fuse, Text($"the grain is too fine: {plain.Length:N0} units of {Duration.Text(mean)} on average, most of them {operation} ({count:N0} nodes), cost {Duration.Text(model.Overhead)} each to schedule; {joined.UnitCount:N0} would do"),
            "Use ExecutionMode.Auto, which joins short nodes once it has measured them, or let one operator do the work of several.", new RunChange { Units = joined }, nodes);
    }

    private void FindWaveWait()
    {
        if (recording.Summary.Mode != ExecutionMode.Waves || waves.Count == 0)
            return;
        var longest = waves.MaxBy(static wave => wave.Wait)!;
        Add(AdviceKind.WaveWait, Text($"workers wait at the ends of waves, longest in wave {longest.Wave}, which waits {Duration.Text(longest.Wait)} for {Name(longest.Straggler.Value)} alone"),
            "Use ExecutionMode.Eager or Auto: nodes start as soon as what they wait for has ended.", new RunChange { IsEager = true }, [longest.Straggler.Value]);
    }

    private void FindWorkers()
    {
        var workers = 2 * model.Workers;
        var finding = model.IsSequential
            ? Text($"the nodes ran one by one; the gain is that of {workers} workers")
            : Text($"more nodes are ready than {model.Workers} workers can run; the gain is that of {workers}");
        var mend = model.IsSequential ? "Use ExecutionMode.Auto on a machine with more cores." : "Give the pool more workers where the machine has the cores.";
        // What scheduling costs is not what more workers would mend.
        var change = new RunChange { Workers = workers, IsEager = model.IsSequential };
        var most = model.Simulate(new RunChange { IsFreeOfOverhead = true }) - model.Simulate(change with { IsFreeOfOverhead = true });
        Add(AdviceKind.MoreWorkers, finding, mend, change, [], most);
    }

    private void FindScheduling() => Add(
        AdviceKind.Scheduling,
        Text($"the times of nodes do not explain the makespan: workers stood free while nodes were ready, as if scheduling a unit took {Duration.Text(model.Overhead)}"),
        model.IsSequential ? "Look what else ran on the machine, or trace a later run: the first one also compiles." : "Look what else ran on the machine, or trace a later run: the first one also compiles and wakes up the pool.",
        new RunChange { IsFreeOfOverhead = true },
        []);

    private bool Add(AdviceKind kind, string finding, string mend, RunChange change, int[] nodes, double most = double.MaxValue)
    {
        if (_asked++ >= model.MostQuestions)
            return false;
        var gain = Math.Min(most, model.Gain(change));
        if (gain < LeastGain * model.Makespan || gain <= 0)
            return false;
        _found.Add(new Advice(kind, $"{char.ToUpperInvariant(finding[0])}{finding.AsSpan(1)}.", mend, gain, [.. nodes.Select(static node => new NodeId(node))]));
        return true;
    }

    private string Name(int node) => Text($"%{node} {recording.Graph.Operators[node].Name}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

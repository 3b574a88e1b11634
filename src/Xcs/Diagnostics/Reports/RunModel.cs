using Xcs.Compilation;
using Xcs.Planning;

namespace Xcs.Diagnostics;

/// <summary>
/// A run as tasks for the <see cref="Simulator"/>, to be run again under changed conditions. Each unit costs a scheduling time, which is
/// chosen such that the unchanged simulation takes as long as the run did.
/// </summary>
internal sealed class RunModel
{
    private const int CalibrationSteps = 8;
    private const double CalibrationError = 0.002;
    private const int MostNodesSimulated = 1_200_000;

    private readonly RunRecording _recording;
    private readonly Dictionary<RunChange, double> _answers = [];
    private readonly Dictionary<(OrderCause? Free, int Split, bool IsEager, UnitGraph Units, int Workers), RunTasks> _known = [];

    public RunModel(RunRecording recording, double makespan)
    {
        _recording = recording;
        Workers = recording.Summary.Workers;
        IsSequential = recording.Summary.Mode == ExecutionMode.Sequential;
        Overhead = Calibrate(makespan);
        Makespan = Simulate(RunChange.None);
    }

    public int Workers { get; }

    /// <summary>Whether the nodes of the run ran one by one on one thread.</summary>
    public bool IsSequential { get; }

    /// <summary>What scheduling a unit takes.</summary>
    public double Overhead { get; }

    /// <summary>What the unchanged run takes by simulation.</summary>
    public double Makespan { get; }

    /// <summary>How many questions a graph of this size leaves time for.</summary>
    public int MostQuestions => Math.Max(3, MostNodesSimulated / Math.Max(1, _recording.Graph.NodeCount));

    /// <summary>What the run takes under a change.</summary>
    public double Simulate(RunChange change)
    {
        var overhead = change.IsFreeOfOverhead ? 0 : LeavesOneThread(change) ? Math.Max(Overhead, UnitSimulator.UnitCost) : Overhead;
        if (!_answers.TryGetValue(change, out var makespan))
            _answers.Add(change, makespan = Simulate(change, overhead));
        return makespan;
    }

    /// <summary>By how much a change makes the run shorter.</summary>
    public double Gain(RunChange change) => Makespan - Simulate(change);

    private bool LeavesOneThread(RunChange change) => IsSequential && (change.IsEager || change.Workers > 1);

    private double Simulate(RunChange change, double overhead)
    {
        var workers = change.Workers ?? Workers;
        var isEager = change.IsEager || LeavesOneThread(change) || _recording.Summary.Mode == ExecutionMode.Eager;
        var units = change.Units ?? (IsSequential && isEager ? _recording.Graph.Units : _recording.Units);
        var key = (change.Free, change.Split, isEager, units, workers);
        if (!_known.TryGetValue(key, out var tasks))
            _known.Add(key, tasks = Tasks(change, isEager, units, workers));
        return Simulator.Makespan(tasks.With(overhead, change.Halved), workers);
    }

    private RunTasks Tasks(RunChange change, bool isEager, UnitGraph units, int workers) => new RunTasksBuilder(_recording, units, workers)
    {
        Free = change.Free,
        Split = change.Split,
        HasBarriers = !isEager && !IsSequential,
        IsOneByOne = !isEager && IsSequential,
    }.Build();

    // By secants: but for anomalies of list scheduling, the simulated time is a straight line of the overhead, bent where the critical path changes.
    private double Calibrate(double makespan)
    {
        var (overhead, without) = (0.0, Simulate(RunChange.None, 0));
        if (without >= makespan || _recording.Units.UnitCount == 0)
            return 0;
        var next = (makespan - without) / _recording.Units.UnitCount;
        for (var (step, last) = (0, without); step < CalibrationSteps; step++)
        {
            var simulated = Simulate(RunChange.None, next);
            var slope = (simulated - last) / (next - overhead);
            (overhead, last) = (next, simulated);
            if (Math.Abs(simulated - makespan) < CalibrationError * makespan || !(slope > 0))
                break;
            next = Math.Max(0, overhead + ((makespan - simulated) / slope));
            if (next == overhead)
                break;
        }

        return overhead;
    }
}

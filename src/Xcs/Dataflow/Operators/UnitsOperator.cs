using System.Diagnostics;
using Xcs.Diagnostics;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A node that expands into the units of a <see cref="IUnitOperator{TInput, TScratch, TPart, TResult}"/>.</summary>
internal sealed class UnitsOperator<TInput, TScratch, TPart, TResult>(string name, IUnitOperator<TInput, TScratch, TPart, TResult> units)
    : Operator<TResult>(name, OperatorKind.Units, [typeof(TInput)]), ISuspendingOperator
{
    private static readonly long ShortRun = Stopwatch.Frequency / 50_000;

    public bool Suspends => true;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var input = frame.Read<TInput>(inputs[0]);
        var count = units.Count(input);
        if (count <= 1)
        {
            Run(frame, input, count, output);
            return true;
        }

        var run = suspension.Activation.Run;
        var job = run.Rent(this, kind => new UnitsJob<TInput, TScratch, TPart, TResult>(kind, units, run.MostParticipants));
        job.Begin(suspension.Activation, suspension.Unit);
        job.Start(input, count, suspension.Starter);
        return false;
    }

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var input = frame.Read<TInput>(inputs[0]);
        Run(frame, input, units.Count(input), output);
    }

    private void Run(Frame frame, TInput input, int count, int output)
    {
        var parts = new TPart[count];
        if (count > 0)
            ExecuteUnits(frame, output, input, parts);
        frame.Write(output, units.Merge(input, parts));
    }

    private void ExecuteUnits(Frame frame, int node, TInput input, TPart[] parts)
    {
        var watch = UnitWatch.Over(frame, this, node, parts.Length);
        try
        {
            var scratch = units.CreateScratch(input);
            if (units is IUnitRuns<TInput, TScratch> runs)
                ExecuteRuns(frame, input, parts.Length, runs, scratch, ref watch);
            else
                for (var unit = 0; unit < parts.Length; unit++)
                {
                    parts[unit] = units.Execute(input, unit, scratch, frame.Context.CancellationToken);
                    watch.UnitDone();
                }
        }
        finally
        {
            watch.Dispose();
        }
    }

    // Longer runs as long as they prove to be short work.
    private static void ExecuteRuns(Frame frame, TInput input, int count, IUnitRuns<TInput, TScratch> runs, TScratch scratch, ref UnitWatch watch)
    {
        var most = 1;
        for (var unit = 0; unit < count; unit++)
        {
            var first = unit;
            var started = Stopwatch.GetTimestamp();
            runs.Execute(input, ref unit, Math.Min(count, unit + most), scratch, frame.Context.CancellationToken);
            most = Stopwatch.GetTimestamp() - started < ShortRun ? Math.Min(2 * most, IUnitRuns<TInput, TScratch>.MostUnits) : 1;
            for (; first <= unit; first++)
                watch.UnitDone();
        }
    }
}

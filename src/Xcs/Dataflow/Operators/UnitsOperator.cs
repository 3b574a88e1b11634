using Xcs.Diagnostics;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A node that expands into the units of a <see cref="IUnitOperator{TInput, TScratch, TPart, TResult}"/>.</summary>
internal sealed class UnitsOperator<TInput, TScratch, TPart, TResult>(string name, IUnitOperator<TInput, TScratch, TPart, TResult> units)
    : Operator<TResult>(name, OperatorKind.Units, [typeof(TInput)]), ISuspendingOperator
{
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
        using var watch = UnitWatch.Over(frame, this, node, parts.Length);
        var scratch = units.CreateScratch(input);
        for (var unit = 0; unit < parts.Length; unit++)
        {
            parts[unit] = units.Execute(input, unit, scratch, frame.Context.CancellationToken);
            watch.UnitDone();
        }
    }
}

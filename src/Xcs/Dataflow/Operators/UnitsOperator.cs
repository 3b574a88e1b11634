using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A node that expands into the units of a <see cref="IUnitOperator{TInput, TScratch, TPart, TResult}"/>.</summary>
internal sealed class UnitsOperator<TInput, TScratch, TPart, TResult>(string name, IUnitOperator<TInput, TScratch, TPart, TResult> units)
    : Operator<TResult>(name, OperatorKind.Units, [typeof(TInput)])
{
    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var input = frame.Read<TInput>(inputs[0]);
        var count = units.Count(input);
        var parts = new TPart[count];
        if (count > 0)
        {
            var scratch = units.CreateScratch(input);
            for (var unit = 0; unit < count; unit++)
                parts[unit] = units.Execute(input, unit, scratch, frame.Context.CancellationToken);
        }

        frame.Write(output, units.Merge(input, parts));
    }
}

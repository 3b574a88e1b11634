using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Collects the results of n nodes in a new array.</summary>
internal sealed class ArrayOperator<T>(int length)
    : Operator<T[]>("array", OperatorKind.Synchronous, Enumerable.Repeat(typeof(T), length).ToArray())
{
    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var items = new T[inputs.Length];
        for (var k = 0; k < items.Length; k++)
            items[k] = frame.Read<T>(inputs[k]);
        frame.Write(output, items);
    }

    internal override Expression Emit(IReadOnlyList<Expression> inputs) =>
        Expression.NewArrayInit(typeof(T), inputs);
}

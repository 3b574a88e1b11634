using System.Diagnostics;
using Xcs.Dataflow.Operators;
using Xcs.Execution;

namespace Xcs.Dataflow;

/// <summary>An operator whose result has a type known to the compiler.</summary>
internal abstract class Operator<TResult>(string name, OperatorKind kind, IReadOnlyList<Type> inputTypes)
    : Operator(name, kind, typeof(TResult), inputTypes)
{
    internal override void Reserve(FrameLayout layout) => layout.Reserve<TResult>();

    internal override Operator ConstantOf(Frame frame, int slot) => new ConstantOperator<TResult>(frame.Read<TResult>(slot));

    internal override object? Box(Frame frame, int slot) => frame.Read<TResult>(slot);

    /// <summary>The call with its inputs read now, to be made later and perhaps more than once. Only for calls.</summary>
    internal virtual Func<ValueTask<TResult>> Bind(Frame frame, ReadOnlySpan<int> inputs) => throw new UnreachableException($"{Name} is no call");
}

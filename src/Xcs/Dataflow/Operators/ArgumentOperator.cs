using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A value that the caller, or the graph around a body, puts into its slot before the run.</summary>
internal abstract class ArgumentOperator : Operator
{
    private protected ArgumentOperator(string name, Type type)
        : base(name, OperatorKind.Argument, type, [])
    {
    }

    public abstract void Copy(Frame from, int slot, Frame to, int argument);

    public abstract void Unbox(Frame frame, int argument, object? value);
}

/// <inheritdoc/>
internal sealed class ArgumentOperator<T>(string name) : ArgumentOperator(name, typeof(T))
{
    public override void Copy(Frame from, int slot, Frame to, int argument) => to.Write(argument, from.Read<T>(slot));

    public override void Unbox(Frame frame, int argument, object? value) => frame.Write(argument, (T)value!);

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        // The value is there already.
    }

    internal override void Reserve(FrameLayout layout) => layout.Reserve<T>();

    internal override object? Box(Frame frame, int slot) => frame.Read<T>(slot);
}

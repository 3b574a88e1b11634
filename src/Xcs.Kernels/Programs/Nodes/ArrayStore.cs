using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Writes a number; a statement. Where lanes of a warp write the same element, the highest active lane wins.</summary>
internal sealed class ArrayStore(ArrayPlace place, Expression value) : KernelNode(typeof(void))
{
    public ArrayPlace Place { get; } = place;

    public Expression Value { get; } = value;

    public override IReadOnlyList<Expression> Operands => [.. Place.Operands, Value];

    public override KernelNode With(IReadOnlyList<Expression> operands) => new ArrayStore(Place.With(operands), operands[^1]);

    public override string ToString() => $"{Place} = {Value}";
}

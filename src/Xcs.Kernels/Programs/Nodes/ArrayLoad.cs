using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Reads a number.</summary>
internal sealed class ArrayLoad(Type type, ArrayPlace place) : KernelNode(type)
{
    public ArrayPlace Place { get; } = place;

    public override IReadOnlyList<Expression> Operands => Place.Operands;

    public override KernelNode With(IReadOnlyList<Expression> operands) => new ArrayLoad(Type, Place.With(operands));

    public override string ToString() => Place.ToString();
}

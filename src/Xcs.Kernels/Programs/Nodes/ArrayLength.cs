using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Which length of an array is meant.</summary>
internal enum LengthKind
{
    Length,
    Rows,
    Columns,
}

/// <summary>A length of an array that is known when the launch starts; an int, the same for all lanes.</summary>
internal sealed class ArrayLength(KernelArray array, LengthKind kind) : KernelNode(typeof(int))
{
    public KernelArray Array { get; } = array;

    public LengthKind Kind { get; } = kind;

    public override IReadOnlyList<Expression> Operands => [];

    public override KernelNode With(IReadOnlyList<Expression> operands) => this;

    public override string ToString() => $"{Array}.{Kind}";
}

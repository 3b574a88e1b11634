using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Sets a local array of the active lanes to zero; a statement.</summary>
internal sealed class ArrayClear(KernelArray array) : KernelNode(typeof(void))
{
    public KernelArray Array { get; } = array;

    public override IReadOnlyList<Expression> Operands => [];

    public override KernelNode With(IReadOnlyList<Expression> operands) => this;

    public override string ToString() => $"{Array} = 0";
}

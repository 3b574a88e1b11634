using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Where the thread is.</summary>
internal enum ThreadValueKind
{
    ThreadX,
    ThreadY,
    ThreadZ,
    LinearThread,
    Lane,

    // From here on the same for all lanes of a warp.
    WarpIndex,
    BlockX,
    BlockY,
    BlockZ,
    BlockDimX,
    BlockDimY,
    BlockDimZ,
    GridDimX,
    GridDimY,
    GridDimZ,
}

/// <summary>A number that says where the thread is; an int.</summary>
internal sealed class ThreadValue(ThreadValueKind kind) : KernelNode(typeof(int))
{
    public ThreadValueKind Kind { get; } = kind;

    public override IReadOnlyList<Expression> Operands => [];

    public override KernelNode With(IReadOnlyList<Expression> operands) => this;

    public override string ToString() => Kind.ToString();
}

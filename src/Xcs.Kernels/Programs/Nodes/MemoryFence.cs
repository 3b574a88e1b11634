using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>For whom a fence orders memory.</summary>
internal enum FenceKind
{
    /// <summary>The lanes of a warp: nothing to do where they run in lock-step, but the sanitizer looks at it.</summary>
    Warp,

    /// <summary>The threads of a block: nothing to do where one worker runs them.</summary>
    Block,

    /// <summary>All threads.</summary>
    Device,
}

/// <summary>Orders what threads write; a statement.</summary>
internal sealed class MemoryFence(FenceKind kind, Expression? members, int width) : KernelNode(typeof(void))
{
    public FenceKind Kind { get; } = kind;

    /// <summary>Warp: the lanes that are meant to take part, a ulong; null for all that are active.</summary>
    public Expression? Members { get; } = members;

    /// <summary>Warp: how many lanes work together.</summary>
    public int Width { get; } = width;

    public override IReadOnlyList<Expression> Operands => Members is null ? [] : [Members];

    public override KernelNode With(IReadOnlyList<Expression> operands) => Members is null ? this : new MemoryFence(Kind, operands[0], Width);

    public override string ToString() => $"Fence.{Kind}({Members})";
}

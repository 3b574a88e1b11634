using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What a barrier gives.</summary>
internal enum BarrierKind
{
    Plain,
    Count,
    And,
    Or,
}

/// <summary>
/// Waits for all threads of the block that have not returned. It stands alone, or as the value of an assignment where it counts (int) or votes (bool).
/// </summary>
internal sealed class BlockBarrier(BarrierKind kind, Expression? predicate) : KernelNode(TypeOf(kind))
{
    public BarrierKind Kind { get; } = kind;

    /// <summary>What a thread says, a bool; null for the plain one.</summary>
    public Expression? Predicate { get; } = predicate;

    public override IReadOnlyList<Expression> Operands => Predicate is null ? [] : [Predicate];

    public override KernelNode With(IReadOnlyList<Expression> operands) => Predicate is null ? this : new BlockBarrier(Kind, operands[0]);

    public override string ToString() => $"SyncThreads{(Kind == BarrierKind.Plain ? "" : Kind)}({Predicate})";

    private static Type TypeOf(BarrierKind kind) => kind switch
    {
        BarrierKind.Plain => typeof(void),
        BarrierKind.Count => typeof(int),
        _ => typeof(bool),
    };
}

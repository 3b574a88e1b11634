using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What an atomic does to an element.</summary>
internal enum AtomicKind
{
    Add,
    Sub,
    Exchange,
    Min,
    Max,
    Inc,
    Dec,
    And,
    Or,
    Xor,
    CompareExchange,
}

/// <summary>
/// Changes an element in one step and gives what was there before; active lanes one after the other, from the lowest on. It stands alone or as
/// the value of an assignment.
/// </summary>
internal sealed class ArrayAtomic(AtomicKind kind, ArrayPlace place, Expression value, Expression? comparand, bool isUsed) : KernelNode(value.Type)
{
    public AtomicKind Kind { get; } = kind;

    public ArrayPlace Place { get; } = place;

    /// <summary>For <see cref="AtomicKind.CompareExchange"/> what the element is compared with, bit by bit; otherwise null.</summary>
    public Expression? Comparand { get; } = comparand;

    public Expression Value { get; } = value;

    /// <summary>Whether anybody looks at what was there before.</summary>
    public bool IsUsed { get; } = isUsed;

    public override IReadOnlyList<Expression> Operands => Comparand is null ? [.. Place.Operands, Value] : [.. Place.Operands, Comparand, Value];

    public override KernelNode With(IReadOnlyList<Expression> operands) =>
        new ArrayAtomic(Kind, Place.With(operands), operands[^1], Comparand is null ? null : operands[^2], IsUsed);

    public override string ToString() => $"Atomic.{Kind}({Place}, {(Comparand is null ? "" : $"{Comparand}, ")}{Value})";
}

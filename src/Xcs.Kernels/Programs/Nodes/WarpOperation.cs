using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What the lanes of a warp do together.</summary>
internal enum WarpKind
{
    Shuffle,
    ShuffleUp,
    ShuffleDown,
    ShuffleXor,
    All,
    Any,
    Ballot,
    ActiveMask,
    MatchAny,
    MatchAll,
    ReduceAdd,
    ReduceMin,
    ReduceMax,
    ReduceAnd,
    ReduceOr,
    ReduceXor,
}

/// <summary>
/// A warp operation. A lane sees the lanes that are active here, among its <see cref="Members"/>, in its part of <see cref="Width"/> lanes. Masks
/// are those of the warp: bit i is lane i, whatever the width.
/// </summary>
internal sealed class WarpOperation(Type type, WarpKind kind, Expression? value, Expression? operand, Expression? members, int width) : KernelNode(type)
{
    public WarpKind Kind { get; } = kind;

    /// <summary>What a lane gives: a number, or a bool for votes; null for <see cref="WarpKind.ActiveMask"/>.</summary>
    public Expression? Value { get; } = value;

    /// <summary>Shuffles: the source lane, distance or bits, an int. Otherwise null.</summary>
    public Expression? Operand { get; } = operand;

    /// <summary>The lanes that are meant to take part, a ulong; null for all that are active.</summary>
    public Expression? Members { get; } = members;

    /// <summary>How many lanes work together: a power of two, at most the size of the warp.</summary>
    public int Width { get; } = width;

    public bool IsShuffle => Kind <= WarpKind.ShuffleXor;

    public bool IsReduction => Kind >= WarpKind.ReduceAdd;

    public override IReadOnlyList<Expression> Operands { get; } = [.. new[] { members, value, operand }.OfType<Expression>()];

    public override KernelNode With(IReadOnlyList<Expression> operands)
    {
        var next = 0;
        var newMembers = Members is null ? null : operands[next++];
        var newValue = Value is null ? null : operands[next++];
        return new WarpOperation(Type, Kind, newValue, Operand is null ? null : operands[next], newMembers, Width);
    }

    public override string ToString() => $"Warp.{Kind}{(Members is null ? "" : "Sync")}({string.Join(", ", Operands)}{(Kind == WarpKind.ActiveMask ? "" : $", width: {Width}")})";
}

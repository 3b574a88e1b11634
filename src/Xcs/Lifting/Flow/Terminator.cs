using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>How a basic block ends.</summary>
internal abstract record Terminator
{
    /// <summary>Where it may go, each block once.</summary>
    public abstract IEnumerable<BasicBlock> Targets { get; }
}

/// <summary>Goes on elsewhere; also out of a try.</summary>
internal sealed record Jump(BasicBlock Target) : Terminator
{
    public override IEnumerable<BasicBlock> Targets => [Target];
}

/// <summary>Goes one of two ways, which differ.</summary>
internal sealed record Branch(Expression Condition, BasicBlock WhenTrue, BasicBlock WhenFalse) : Terminator
{
    public override IEnumerable<BasicBlock> Targets => [WhenTrue, WhenFalse];
}

/// <summary>Goes to the case with a number, counted from <paramref name="Offset"/>, or else to <paramref name="Otherwise"/>.</summary>
internal sealed record Select(Expression Value, BasicBlock[] Cases, BasicBlock Otherwise, int Offset = 0) : Terminator
{
    public override IEnumerable<BasicBlock> Targets => Cases.Append(Otherwise).Distinct();
}

/// <summary>Leaves the method.</summary>
internal sealed record Return(Expression? Value) : Terminator
{
    public override IEnumerable<BasicBlock> Targets => [];
}

/// <summary>Goes nowhere: after a throw, and at the end of a finally.</summary>
internal sealed record Stop : Terminator
{
    public override IEnumerable<BasicBlock> Targets => [];
}

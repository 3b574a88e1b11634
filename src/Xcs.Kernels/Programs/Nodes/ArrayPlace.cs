using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>An element of an array, or a number in it.</summary>
/// <param name="Array">The array.</param>
/// <param name="Index">The index of the element, an int; in an array with rows the row.</param>
/// <param name="Column">The column, an int; null without rows.</param>
/// <param name="Offset">Where the number stands in the element, in bytes.</param>
/// <remarks>Out of range unless <c>(uint)Index &lt; Length</c>; with rows unless <c>(uint)Index &lt; rows</c> and <c>(uint)Column &lt; columns</c>.</remarks>
internal sealed record ArrayPlace(KernelArray Array, Expression Index, Expression? Column = null, int Offset = 0)
{
    public IReadOnlyList<Expression> Operands => Column is null ? [Index] : [Index, Column];

    /// <summary>The same place with other operands, of which it takes the first.</summary>
    public ArrayPlace With(IReadOnlyList<Expression> operands) => this with { Index = operands[0], Column = Column is null ? null : operands[1] };

    public override string ToString() => $"{Array}[{Index}{(Column is null ? "" : $", {Column}")}]{(Offset == 0 ? "" : $"+{Offset}")}";
}

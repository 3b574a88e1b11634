using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>Which lanes are active where code is made. At every statement at least one lane is.</summary>
/// <param name="mask">The variables that hold the active lanes; while all are active they hold anything.</param>
/// <param name="isFull">Whether all lanes of the warp are active, known when the code is made.</param>
/// <param name="empty">Where to go on when the last active lane has gone elsewhere; the mask is empty then.</param>
internal sealed class Flow(ParameterExpression[] mask, bool isFull, LabelTarget empty)
{
    public ParameterExpression[] Mask { get; } = mask;

    public bool IsFull { get; set; } = isFull;

    public LabelTarget Empty { get; set; } = empty;

    /// <summary>Whether what follows may be made twice where lanes leave: for all lanes and for some. Not where some have left before, as a rule.</summary>
    public bool MaySplit { get; init; } = true;

    public Flow Copy() => new(Mask, IsFull, Empty) { MaySplit = MaySplit };
}

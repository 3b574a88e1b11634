using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>A statement without jumps.</summary>
/// <param name="Code">The statement.</param>
/// <param name="FallsThrough">Whether it may end by reaching its end.</param>
/// <param name="Jumps">The labels that it may want to jump to instead; the flow variable tells which.</param>
internal readonly record struct Lowered(Expression Code, bool FallsThrough, IReadOnlySet<LabelTarget> Jumps)
{
    private static readonly HashSet<LabelTarget> None = [];

    public static Lowered Plain(Expression code) => new(code, FallsThrough: true, None);

    public static Lowered Dead(Expression code) => new(code, FallsThrough: false, None);
}

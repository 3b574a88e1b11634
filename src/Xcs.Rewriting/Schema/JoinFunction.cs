namespace Xcs.Rewriting;

/// <summary>Makes one value of two that rewrites of the same round wrote. Must depend on its arguments alone; applied in canonical order.</summary>
/// <param name="before">The value before the round; all zero bytes where there was none.</param>
/// <param name="joined">What the rewrites before wrote, joined.</param>
/// <param name="next">What the next rewrite wrote.</param>
public delegate T JoinFunction<T>(T before, T joined, T next)
    where T : unmanaged;

namespace Xcs.Tracing.Statements;

/// <summary>What a call becomes, and why.</summary>
/// <param name="Accesses">What it does to memory, without what its arguments do.</param>
/// <param name="IsCommitting">Whether it must not happen when anything before it fails.</param>
/// <param name="IsWork">Whether it is worth running beside others: not a call that only moves values in memory.</param>
/// <param name="Text">The rule, for <c>Explain()</c>.</param>
internal sealed record CallRule(IReadOnlyList<Access> Accesses, bool IsCommitting, bool IsWork, string Text);

namespace Xcs.Rewriting.Tests;

/// <summary>An edge, as scripts see it.</summary>
internal readonly record struct Link(Row Id, int Type, Row From, Row To);
